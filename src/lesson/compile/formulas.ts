/** Formulas are set by KaTeX when the course is built, so that a lesson does not bring KaTeX along. */
import type { Nodes } from 'mdast'
import { type Block, formulaKey } from '../lesson.ts'
import { typeset } from '../markdown/typeset.ts'
import { parseMarkdown, walk } from './parse.ts'

/** Their text is YAML; what is markdown in it comes as blocks. */
const YAML_INSIDE = ['predict', 'quiz', 'challenge']

/** @returns HTML by `formulaKey`, of every formula in the text, in questions and in the definitions of terms */
export function typesetAll(tree: Nodes, blocks: readonly Block[], definitions: readonly string[]): Record<string, string> {
  const set: Record<string, string> = {}
  const visit = (node: Nodes): boolean => {
    if (node.type === 'containerDirective' && YAML_INSIDE.includes(node.name)) return false
    if (node.type === 'math' || node.type === 'inlineMath') {
      const display = node.type === 'math'
      set[formulaKey(node.value, display)] ??= typeset(node.value, display)
    }
    return true
  }
  walk(tree, visit)
  for (const text of [...definitions, ...blocks.flatMap(textsOf)]) if (text.includes('$')) walk(parseMarkdown(text), visit)
  return set
}

/** Texts of a question or a challenge; code and parameters hold no markdown. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!value || typeof value !== 'object') return []
  const { code: _, params: __, start: ___, goal: ____, ...rest } = value as Record<string, unknown>
  return Object.values(rest).flatMap(textsOf)
}
