/** What the pipeline links by itself: the first use of each glossary term, and citations such as `[@shannon1948 section 6]`. */
import type { Nodes, Root } from 'mdast'
import type { Term } from '../lesson.ts'
import type { Bibliography } from './frontMatter.ts'
import { findTerms, type Glossary } from './glossary.ts'
import { lineOf, walk } from './parse.ts'
import { type Report, suggest } from './problem.ts'

/** A stretch of the body and what takes its place. */
export interface Edit {
  start: number
  end: number
  text: string
}

export interface MentionContext {
  glossary: Glossary
  bibliography: Bibliography
  /** ids in this lesson's front matter */
  sources: readonly string[]
  /** `part/slug` of this lesson: what it explains itself, it does not link */
  lesson: string
}

const CITATION = /\[@([\w-]+)((?: [^\][]*)?)\]/g
/** Inside these nothing is linked. */
const CLOSED: readonly Nodes['type'][] = ['heading', 'link', 'code', 'inlineCode', 'math', 'inlineMath', 'textDirective', 'leafDirective']
const OPEN_CONTAINERS = ['note', 'details']

export function findMentions(tree: Root, body: string, context: MentionContext, report: Report): { edits: Edit[]; terms: Term[] } {
  const edits: Edit[] = []
  const terms: Term[] = []
  const known = new Set(context.glossary.filter(({ lesson }) => lesson === context.lesson).map(({ id }) => id))
  walk(tree, (node) => {
    if (CLOSED.includes(node.type)) return false
    if (node.type === 'containerDirective') return OPEN_CONTAINERS.includes(node.name)
    if (node.type !== 'text') return true
    const start = node.position!.start.offset!
    const text = body.slice(start, node.position!.end.offset)
    const citations = [...text.matchAll(CITATION)].map(({ index, 0: whole, 1: id, 2: where }) => ({
      start: start + index,
      end: start + index + whole.length,
      text: citation(id!, where!.trim(), context, (message) => report(lineOf(node), message)),
    }))
    edits.push(...citations)
    // A citation's own letters become blanks, so that no term is found in it.
    const prose = text.replace(CITATION, (whole) => ' '.repeat(whole.length))
    for (const { entry, start: from, end: to } of findTerms(prose, context.glossary, known)) {
      edits.push({ start: start + from, end: start + to, text: `[${text.slice(from, to)}](term:${entry.id})` })
      const { forms: _, ...term } = entry
      terms.push(term)
    }
    return true
  })
  return { edits, terms }
}

function citation(id: string, where: string, { bibliography, sources }: MentionContext, report: (message: string) => void): string {
  const work = bibliography[id]
  if (!work || !sources.includes(id)) {
    report(`"${id}" is cited but not among the lesson's sources${suggest(id, sources)}`)
    return ''
  }
  return `([${shortAuthors(work.authors)}, ${work.year}${where ? `, ${where}` : ''}](source:${id}))`
}

/** "Radford, Narasimhan, Salimans and Sutskever" → "Radford et al." */
export function shortAuthors(authors: string): string {
  const names = authors.split(/, | and /)
  return names.length > 2 ? `${names[0]} et al.` : authors
}
