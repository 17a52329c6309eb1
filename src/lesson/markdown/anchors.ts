/** Each heading gets the anchor that the compiler has listed it under. */
import type { Element, ElementContent, Root } from 'hast'
import { slugOf } from '../slug.ts'

export const rehypeAnchors = () => (tree: Root) => {
  for (const node of tree.children)
    if (node.type === 'element' && /^h[1-6]$/.test(node.tagName)) node.properties.id ??= slugOf(wordsOf(node))
}

const wordsOf = (node: Element): string => node.children.map(wordsIn).join('')
const wordsIn = (node: ElementContent): string => (node.type === 'text' ? node.value : node.type === 'element' ? wordsOf(node) : '')
