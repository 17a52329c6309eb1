/** The markdown of a lesson, checked; its widgets and questions are taken out as data, and `::block{key=…}` left in their place. */
import type { Nodes, Root, RootContent } from 'mdast'
import { type Lesson, lessonId, type Notation, type Objective, type Passage, type Section } from '../lesson.ts'
import { slugOf } from '../slug.ts'
import { type BlockContext, checkVeils, codeBlock, containerBlock, leafBlock, type ShowSource } from './blocks.ts'
import { typesetAll } from './formulas.ts'
import { type Edit, findMentions, type MentionContext } from './mentions.ts'
import { lineOf, parseMarkdown, walk, wordsOf } from './parse.ts'
import { readPassages } from './passages.ts'
import type { Report } from './problem.ts'
import { atLine, checkProse } from './prose.ts'
import { symbolProblem } from './symbols.ts'
import type { Widgets } from './widgets.ts'

export interface BodyContext extends Pick<MentionContext, 'glossary' | 'bibliography'> {
  part: string
  slug: string
  title: string
  widgets: Widgets
  showSource: ShowSource
  /** `part/slug` of every lesson */
  lessons: readonly string[]
  /** ids that this lesson's front matter names */
  sources: readonly string[]
  objectives: readonly Objective[]
  symbols: readonly Notation[]
}

export interface Body extends Pick<Lesson, 'lead' | 'live' | 'wide' | 'rest' | 'blocks' | 'sections' | 'terms' | 'formulas'> {
  passages: Passage[]
  /** objectives that some question or challenge is said to check */
  checked: string[]
  /** files of the repository that the lesson shows */
  shown: string[]
}

export function compileBody(body: string, context: BodyContext, report: Report): Body {
  const tree = parseMarkdown(body)
  const headings = readHeadings(tree, report)
  const sections: Section[] = headings.flatMap(({ depth, slug, title }) => (depth === 2 ? [{ slug, title }] : []))
  const targets = {
    lessons: context.lessons,
    sources: context.sources,
    sections: headings.map(({ slug }) => slug),
    terms: context.glossary.map(({ id }) => id),
    symbolProblem: (formula: string) => symbolProblem(formula, lessonId(context), context.symbols),
  }
  const blockContext: BlockContext = {
    ...context,
    targets,
    body,
    report,
    blocks: {},
    seen: new Map(),
    live: null,
    wide: false,
    veils: [],
    shown: new Set(),
  }
  const { edits, terms } = findMentions(tree, body, { ...context, lesson: lessonId(context) }, report)
  const cut = (node: Nodes, key: string | null): void => {
    if (key) edits.push({ start: node.position!.start.offset!, end: node.position!.end.offset!, text: reference(key) })
  }

  walk(tree, (node) => {
    if (node.type === 'leafDirective') {
      cut(node, leafBlock(node, tree.children.includes(node as RootContent), blockContext))
      return false
    }
    if (node.type === 'containerDirective') {
      const { key, inner } = containerBlock(node, blockContext)
      cut(node, key)
      return inner
    }
    if (node.type === 'code') {
      cut(node, codeBlock(node, blockContext))
      return false
    }
    checkProse(node, targets, atLine(lineOf(node), report))
    return true
  })

  checkVeils(blockContext)
  const { live, wide, blocks } = blockContext
  edits.sort((a, b) => a.start - b.start)
  const at = live ? edits.find(({ text }) => text === reference(live)) : undefined
  const lead = replaced(body, edits, 0, at ? at.start : body.length)
  const rest = at ? replaced(body, edits, at.end, body.length) : ''
  const passages = readPassages(tree, context.title, sections)
  const checked = [...blockContext.seen.values()].filter((objective) => objective !== null)
  const formulas = typesetAll(
    tree,
    Object.values(blocks),
    terms.map(({ short }) => short),
  )
  return { lead, live, wide, rest, blocks, sections, terms, formulas, passages, checked, shown: [...blockContext.shown] }
}

const reference = (key: string): string => `::block{key="${key}"}`

/** That stretch of the body, with its edits made; they are in order and do not overlap. */
function replaced(body: string, edits: readonly Edit[], from: number, to: number): string {
  let result = ''
  let done = from
  for (const { start, end, text } of edits) {
    if (start < from || end > to) continue
    result += body.slice(done, start) + text
    done = end
  }
  return (result + body.slice(done, to)).trim()
}

function readHeadings(tree: Root, report: Report): (Section & { depth: number })[] {
  const seen = new Set<string>()
  return tree.children.flatMap((node) => {
    if (node.type !== 'heading') return []
    const title = wordsOf(node)
    if (seen.has(title)) report(lineOf(node), `a second heading "${title}": links could not tell them apart`)
    seen.add(title)
    return [{ slug: slugOf(title), title, depth: node.depth }]
  })
}
