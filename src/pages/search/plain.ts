/** Markdown as a person would read it aloud to the screen: no marks, and formulas as characters. */

const SIGNS: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  sum: '∑',
  sqrt: '√',
  partial: '∂',
  infty: '∞',
  le: '≤',
  ge: '≥',
  ne: '≠',
  approx: '≈',
  to: '→',
  in: '∈',
  pm: '±',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  lambda: 'λ',
  sigma: 'σ',
  mu: 'μ',
  theta: 'θ',
  epsilon: 'ε',
  varepsilon: 'ε',
  tau: 'τ',
  top: 'ᵀ',
  ldots: '…',
  dots: '…',
}

export const plainText = (markdown: string): string =>
  markdown
    .replace(/(?<!\\)\$\$?([^$]+)(?<!\\)\$\$?/g, (_, formula: string) => plainFormula(formula))
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g, (_, strong = '', soft = '', code = '') => strong + soft + code)
    .replace(/\\([$*_`])/g, '$1')

function plainFormula(formula: string): string {
  return formula
    .replace(/\\[dt]?frac\s*(?:\{([^{}]*)\}|(\w))\s*(?:\{([^{}]*)\}|(\w))/g, (_, a, b, c, d) => `${a ?? b}/${c ?? d}`)
    .replace(/\\(?:mathrm|text|operatorname|mathbf)\{([^{}]*)\}/g, '$1')
    .replace(/\\([a-zA-Z]+)\s*/g, (_, name: string) => SIGNS[name] ?? `${name} `)
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/[{}\\]/g, '')
    .trim()
}
