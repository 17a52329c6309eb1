/** A formula as KaTeX sets it; what stands side by side in one display can stand below each other where the line is short. */
import katex from 'katex'

/** No rule and no space of a formula is larger: it would lie over the page. */
const MOST_EM = 20

export function typeset(formula: string, display: boolean): string {
  const set = (part: string) => katex.renderToString(part, { displayMode: display, throwOnError: false, maxSize: MOST_EM })
  const parts = display ? apart(formula) : [formula]
  return parts.length === 1 ? set(formula) : `<span class="side-by-side">${parts.map(set).join('\n')}</span>`
}

/** The pieces of a formula between its wide spaces, `\qquad` outside of braces and environments. */
export function apart(formula: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [token] of formula.matchAll(/\\(?:begin|end|left|right|qquad)(?![a-zA-Z])|\\?[\s\S]/g)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth++
    if (token === '}' || token === '\\end' || token === '\\right') depth--
    if (token === '\\qquad' && depth === 0) parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
