/** What a widget's schema says of its parameters: in words, and as an example that it takes. */
import type { AnyWidget } from '../../widgets/frame/define.ts'
import type { Params } from '../../widgets/frame/params.ts'

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

const entriesOf = ({ entries }: Pick<AnyWidget, 'entries'>): [string, Entry][] =>
  Object.entries(entries as unknown as Record<string, Entry>)

export const parametersOf = (widget: Pick<AnyWidget, 'entries'>): Parameter[] =>
  entriesOf(widget).map(([name, entry]) => ({ name, needed: entry.type !== 'optional', takes: wordsOf(entry.wrapped ?? entry) }))

function wordsOf({ options, pipe = [] }: Entry): string {
  if (options) return options.map((option) => `“${option}”`).join(', ')
  const rules = pipe.flatMap(({ message }) => (typeof message === 'string' ? [message] : []))
  return rules.length > 0 ? rules.join('; ') : 'text'
}

/** The fewest parameters with which it opens: what has no default gets the first of its values. */
export const exampleOf = (widget: Pick<AnyWidget, 'entries'>): Params =>
  Object.fromEntries(
    entriesOf(widget).flatMap(([name, entry]) => (entry.type !== 'optional' && entry.options ? [[name, entry.options[0]]] : [])),
  )
