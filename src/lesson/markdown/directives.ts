/** On the page: directives become elements, and text that only looks like one (`3:17`) becomes text again. */
import type { Nodes, Parent, Root } from 'mdast'

interface Directive extends Parent {
  name: string
  attributes?: Record<string, string | null | undefined> | null
}

/** A remark plugin. What the elements look like is the business of `components`. */
export function remarkLessonDirectives() {
  return (tree: Root, file: { value: unknown }): void => transform(tree, String(file.value))
}

function transform(parent: Parent, source: string): void {
  parent.children = parent.children.map((node) => {
    if (node.type === 'textDirective') return { type: 'text', value: sourceOf(node, source) }
    if (node.type === 'leafDirective' || node.type === 'containerDirective') element(node as unknown as Directive)
    if ('children' in node) transform(node as Parent, source)
    return node
  })
}

const sourceOf = (node: Nodes, source: string): string => source.slice(node.position!.start.offset, node.position!.end.offset)

function element(node: Directive): void {
  const given = node.attributes ?? {}
  const [hName, hProperties] = elementOf(node.name, given)
  node.data = { hName, hProperties } as Parent['data']
  if (node.name === 'details') {
    const summary = { type: 'paragraph', data: { hName: 'summary' }, children: [{ type: 'text', value: given.label ?? '' }] }
    node.children.unshift(summary as Parent['children'][number])
  }
}

function elementOf(name: string, { key }: Record<string, string | null | undefined>): [string, Record<string, unknown>] {
  switch (name) {
    case 'block':
      return ['div', { dataBlock: key }]
    case 'note':
      return ['aside', {}]
    case 'details':
      return ['details', {}]
    default:
      return ['div', {}] // the build lets no other through
  }
}
