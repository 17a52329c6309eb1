/** The markdown of a lesson, checked; its widgets and questions are taken out as data, and `::block{key=…}` left in their place. */
import type { Nodes, Root, RootContent } from 'mdast'
import GithubSlugger from 'github-slugger'
import type { Lesson, Objective, Section } from '../lesson.ts'
import { type BlockContext, codeBlock, containerBlock, leafBlock } from './blocks.ts'
import { lineOf, parseMarkdown, walk, wordsOf } from './parse.ts'
import type { Report } from './problem.ts'
import { atLine, checkProse } from './prose.ts'
import type { Repository } from './source.ts'
import type { Widgets } from './widgets.ts'

export interface BodyContext {
  widgets: Widgets
  repository: Repository
  /** `part/slug` of every lesson */
  lessons: readonly string[]
  /** ids that this lesson's front matter names */
  sources: readonly string[]
  objectives: readonly Objective[]
}

export interface Body extends Pick<Lesson, 'lead' | 'live' | 'rest' | 'blocks' | 'sections'> {
  /** objectives that some question or challenge is said to check */
  checked: string[]
  /** files of the repository that the lesson shows */
  shown: string[]
}

interface Cut {
  start: number
  end: number
  key: string
}

export function compileBody(body: string, context: BodyContext, report: Report): Body {
  const tree = parseMarkdown(body)
  const sections = readSections(tree, report)
  const targets = { lessons: context.lessons, sources: context.sources, sections: sections.map((section) => section.slug) }
  const blockContext: BlockContext = { ...context, targets, body, report, blocks: {}, seen: new Map(), live: null, shown: new Set() }
  const cuts: Cut[] = []
  const cut = (node: Nodes, key: string | null): void => {
    if (key) cuts.push({ start: node.position!.start.offset!, end: node.position!.end.offset!, key })
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

  const { live, blocks } = blockContext
  const at = cuts.find(({ key }) => key === live)
  const lead = replaced(body, cuts, 0, at ? at.start : body.length)
  const rest = at ? replaced(body, cuts, at.end, body.length) : ''
  const checked = [...blockContext.seen.values()].filter((objective) => objective !== null)
  return { lead, live, rest, blocks, sections, checked, shown: [...blockContext.shown] }
}

/** That stretch of the body, with references instead of the blocks that were taken out. */
function replaced(body: string, cuts: readonly Cut[], from: number, to: number): string {
  let text = ''
  let done = from
  for (const { start, end, key } of cuts) {
    if (start < from || end > to) continue
    text += `${body.slice(done, start)}::block{key="${key}"}`
    done = end
  }
  return (text + body.slice(done, to)).trim()
}

function readSections(tree: Root, report: Report): Section[] {
  const slugger = new GithubSlugger()
  const seen = new Set<string>()
  const sections: Section[] = []
  for (const node of tree.children) {
    if (node.type !== 'heading' || node.depth !== 2) continue
    const title = wordsOf(node)
    if (seen.has(title)) report(lineOf(node), `a second heading "${title}": links could not tell them apart`)
    seen.add(title)
    sections.push({ slug: slugger.slug(title), title })
  }
  return sections
}
