/** What the compiler asks of a widget: its name and the arguments it takes. */
import * as v from 'valibot'
import { suggest } from './problem.ts'

/** `declared` of `src/widgets/declared.ts` fits. */
export type Widgets = Readonly<
  Record<
    string,
    {
      schema: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>
      readings?: Readonly<Record<string, string>>
      part?: string
      title?: string
      teaches?: string
      needs?: string
    }
  >
>

/** Checked arguments, or the complaints about them. */
export function readParams(
  widgets: Widgets,
  id: string,
  given: Record<string, string>,
): { params: Record<string, unknown>; complaints: string[] } {
  const schema = widgets[id]!.schema
  const result = v.safeParse(schema, given)
  if (result.success) return { params: result.output, complaints: [] }
  const entries = (schema as { entries?: Record<string, v.GenericSchema> }).entries ?? {}
  const complaints = result.issues.map((issue) => {
    const name = String(issue.path?.[0]?.key ?? '')
    const where = `widget "${id}"`
    if (issue.expected === 'never') return `${where} has no argument "${name}"${suggestArgument(name, Object.keys(entries))}`
    if (issue.received === 'undefined') return `${where} needs the argument "${name}"`
    const options = (entries[name] as { options?: readonly string[] } | undefined)?.options
    if (options) return `${where}: "${given[name]}" is not a value of "${name}"${suggest(given[name] ?? '', options)}`
    return `${where}, argument "${name}": ${issue.message}`
  })
  return { params: {}, complaints }
}

const suggestArgument = (name: string, known: string[]): string => (known.length > 0 ? suggest(name, known) : '; it takes none')
