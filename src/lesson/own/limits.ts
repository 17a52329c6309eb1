/** What a lesson from a file or a link may be at most: it is another's text, and the page that opens it must stay alive. */
import type { Nodes } from 'mdast'
import type { Lesson } from '../lesson.ts'
import { lineOf, parseMarkdown, wordsOf } from '../compile/parse.ts'
import type { Report } from '../compile/problem.ts'

/** The longest lesson of the course has 11,000 characters, its busiest a dozen figures. */
export const LIMITS = { characters: 30_000, figures: 24, blocks: 60, formulas: 300, formula: 500, depth: 24, heading: 200 } as const

/** Commands that change how later ones are read, or that ask a typesetter for links, pictures and markup of their own. */
const COMMANDS =
  /\\(?:[egx]?def|let|futurelet|global|long|newcommand|renewcommand|providecommand|href|url|includegraphics|html[A-Z]\w*)(?![A-Za-z])/

/** Marks that open a block within a block, or brackets and emphasis within each other: a line of prose never has so many. */
const MOST_OPEN = 80
const OPENING = [/^[\s>*+-]*/, /[[\]]/g, /[*_~]/g, /[<>]/g, /[{}]/g, /`/g]

/** What can be said before any of it is read as markdown. @returns whether it may be */
export function mayBeRead(source: string, report: Report): boolean {
  const most = LIMITS.characters
  if (source.length > most) {
    report(1, `${source.length.toLocaleString('en')} characters; a lesson of one's own has at most ${most.toLocaleString('en')}`)
    return false
  }
  let fine = atMost('blocks', source.match(/^\s*(?:::+[a-z]|```+\s*\S)/gm)?.length ?? 0, LIMITS.blocks, report)
  for (const [i, line] of source.split('\n').entries()) {
    const marks = OPENING.map((mark) => (mark.global ? (line.match(mark)?.length ?? 0) : mark.exec(line)![0].replace(/\s/g, '').length))
    if (Math.max(...marks) > MOST_OPEN && !/^\s*[-*_|:\s]+$/.test(line)) {
      report(i + 1, `more than ${MOST_OPEN} marks of one kind in a line`)
      fine = false
    }
    if (COMMANDS.test(line)) {
      report(i + 1, `formulas may not use ${COMMANDS.exec(line)![0]} in a lesson of one's own: write out what it stands for`)
      fine = false
    }
  }
  return fine
}

/** How deep it is nested, and how long its formulas and headings are. @returns whether it may be compiled */
export function mayBeCompiled(body: string, report: Report): boolean {
  let fine = true
  const refuse = (node: Nodes, message: string): void => {
    report(lineOf(node), message)
    fine = false
  }
  const look = (node: Nodes, depth: number): void => {
    if (depth > LIMITS.depth) {
      refuse(node, `nested more than ${LIMITS.depth} deep`)
      return
    }
    if ((node.type === 'math' || node.type === 'inlineMath') && node.value.length > LIMITS.formula)
      refuse(node, `a formula of ${node.value.length} characters; at most ${LIMITS.formula}`)
    if (node.type === 'heading' && wordsOf(node).length > LIMITS.heading)
      refuse(node, `a heading of more than ${LIMITS.heading} characters`)
    if ('children' in node) for (const child of node.children) look(child, depth + 1)
  }
  look(parseMarkdown(body), 0)
  return fine
}

/** How much stands in it once it is compiled. */
export function tooMuchIn({ blocks, formulas }: Pick<Lesson, 'blocks' | 'formulas'>, report: Report): void {
  const figures = Object.values(blocks).filter(({ kind }) => kind === 'widget' || kind === 'challenge')
  atMost('figures, those of challenges among them', figures.length, LIMITS.figures, report)
  atMost('formulas', Object.keys(formulas).length, LIMITS.formulas, report)
}

function atMost(what: string, found: number, most: number, report: Report): boolean {
  if (found > most) report(1, `${found} ${what}; a lesson of one's own has at most ${most}`)
  return found <= most
}
