/** The words of a lesson, section by section, for search: no formulas, no code, no questions. */
import type { Nodes, Root } from 'mdast'
import type { Passage, Section } from '../lesson.ts'
import { walk } from './parse.ts'

export function readPassages(tree: Root, title: string, sections: readonly Section[]): Passage[] {
  const passages: Passage[] = [{ slug: null, title, text: '' }]
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 2) {
      const section = sections[passages.length - 1]
      passages.push({ slug: section?.slug ?? null, title: section?.title ?? '', text: '' })
    } else {
      const passage = passages.at(-1)!
      passage.text = `${passage.text} ${proseOf(node)}`.trim()
    }
  }
  return passages.filter(({ text, slug }) => text !== '' || slug !== null)
}

function proseOf(node: Nodes): string {
  const words: string[] = []
  walk(node, (inner) => {
    if (inner.type === 'text') words.push(inner.value)
    else if (['paragraph', 'tableCell', 'heading', 'break'].includes(inner.type)) words.push(' ')
    else if (inner.type === 'containerDirective') return ['note', 'details'].includes(inner.name)
    return true
  })
  return words.join('').replace(/\s+/g, ' ').trim()
}
