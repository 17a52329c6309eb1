/** A lesson's markdown as a tree: the same dialect here and on the page. */
import type { Nodes, Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).use(remarkMath)

export const parseMarkdown = (body: string): Root => parser.parse(body)

/** Visits every node, parents first. A visitor that gives `false` keeps its children unvisited. */
export function walk(node: Nodes, visit: (node: Nodes) => unknown): void {
  if (visit(node) === false || !('children' in node)) return
  for (const child of node.children) walk(child, visit)
}

/** The words of a node, without marks. */
export function wordsOf(node: Nodes): string {
  let words = ''
  walk(node, (inner) => {
    if (inner.type === 'text' || inner.type === 'inlineCode' || inner.type === 'inlineMath') words += inner.value
  })
  return words
}

export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1
