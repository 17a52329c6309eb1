/** What a widget's schema says of its parameters: in words, and as an example that it takes. */
import type { Params, WidgetMeta } from '../../widgets/contract.ts'

/** The parts of a valibot schema that are read here. */
interface Entry {
  type: string
  wrapped?: Entry
  options?: readonly string[]
  pipe?: readonly (Entry & { message?: unknown })[]
}

export interface Parameter {
  name: string
  /** it has no default */
  needed: boolean
  takes: string
}

const entriesOf = ({ params }: WidgetMeta): [string, Entry][] =>
  Object.entries((params as unknown as { entries?: Record<string, Entry> }).entries ?? {})

export const parametersOf = (meta: WidgetMeta): Parameter[] =>
  entriesOf(meta).map(([name, entry]) => ({ name, needed: entry.type !== 'optional', takes: wordsOf(entry.wrapped ?? entry) }))

function wordsOf({ options, pipe = [] }: Entry): string {
  if (options) return options.map((option) => `“${option}”`).join(', ')
  const rules = pipe.flatMap(({ message }) => (typeof message === 'string' ? [message] : []))
  return rules.length > 0 ? rules.join('; ') : 'text'
}

/** The fewest parameters with which it opens: what has no default gets the first of its values. */
export const exampleOf = (meta: WidgetMeta): Params =>
  Object.fromEntries(
    entriesOf(meta).flatMap(([name, entry]) => (entry.type !== 'optional' && entry.options ? [[name, entry.options[0]]] : [])),
  )
