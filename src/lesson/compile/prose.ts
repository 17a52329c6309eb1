/** What may stand in a lesson's text: links that lead somewhere, formulas that typeset, no raw HTML. */
import katex from 'katex'
import type { Nodes } from 'mdast'
import type { InlineMath } from 'mdast-util-math'
import { linkProblem, type Targets } from './links.ts'
import type { Report } from './problem.ts'

/** The closed vocabulary of directives. */
export const DIRECTIVES = {
  leaf: ['widget', 'source'],
  container: ['predict', 'quiz', 'challenge', 'note', 'details'],
} as const

/** Reports what is wrong with this one node; its children are the walker's business. */
export function checkProse(node: Nodes, targets: Targets, report: (message: string) => void): void {
  switch (node.type) {
    case 'link': {
      const problem = linkProblem(node.url, targets)
      if (problem) report(problem)
      break
    }
    case 'inlineMath':
    case 'math':
      if (node.type === 'inlineMath' && isDoubled(node)) report('a formula on its own begins and ends with a line that holds only "$$"')
      checkMath(node.value, node.type === 'math', targets, report)
      break
    case 'textDirective': {
      const known: readonly string[] = [...DIRECTIVES.leaf, ...DIRECTIVES.container]
      if (known.includes(node.name))
        report(`":${node.name}" inside a line; a directive stands on a line of its own, with two or three colons`)
      break
    }
    case 'heading':
      if (node.depth === 1) report('a heading with one "#" is the lesson\'s title, which comes from the front matter; use "##"')
      break
    case 'html':
      report(`raw HTML is not allowed in lessons: ${node.value.slice(0, 40)}`)
      break
    case 'image':
    case 'imageReference':
      report('pictures are not allowed in lessons: draw with a widget')
      break
    case 'definition':
    case 'linkReference':
    case 'footnoteReference':
      report('write a link where it is used: [words](address)')
      break
  }
}

/** `$$x$$` within a line: markdown takes it for a formula inside a sentence and sets it small. */
const isDoubled = ({ position, value }: InlineMath): boolean =>
  position !== undefined && position.end.offset! - position.start.offset! >= value.length + 4

/** `$5, and then 6$`, `$20 a month and $`: a number that words follow. */
const MONEY = /^\d[\d.,]*\s*[,;]?\s+(?:[A-Za-z]{2,}|a )/

function checkMath(formula: string, displayMode: boolean, targets: Targets, report: (message: string) => void): void {
  if (!displayMode && /^\s|\s$/.test(formula)) {
    report(`"$${formula}$" is read as a formula; for money write \\$, for a formula leave no blanks inside the dollars`)
    return
  }
  if (MONEY.test(formula)) {
    report(`"$${formula}$" looks like money but is read as a formula; for money write \\$`)
    return
  }
  try {
    katex.renderToString(formula, { displayMode, throwOnError: true, strict: 'error' })
    const problem = targets.symbolProblem(formula)
    if (problem) report(problem)
  } catch (error) {
    report(`cannot typeset "${formula}": ${error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : error}`)
  }
}

export const atLine =
  (line: number, report: Report) =>
  (message: string): void =>
    report(line, message)
