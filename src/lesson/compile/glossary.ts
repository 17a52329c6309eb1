/** The course's glossary: read once, its terms found in the prose of lessons. */
import * as v from 'valibot'
import type { Term } from '../lesson.ts'

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))

export const glossarySchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'ids are lower-case words joined by hyphens')),
  v.strictObject({ term: text, aliases: v.optional(v.array(text), []), short: text, lesson: v.optional(text) }),
)

/** A term with all forms in which prose may use it. */
export interface Entry extends Term {
  forms: string[]
}
export type Glossary = readonly Entry[]

/** @param lessons `part/slug` of those that exist; a term whose lesson is not written yet has none to link to */
export function readGlossary(entries: v.InferOutput<typeof glossarySchema>, lessons: readonly string[]): Entry[] {
  return Object.entries(entries).map(([id, { term, aliases, short, lesson }]) => ({
    id,
    term,
    short,
    lesson: lesson !== undefined && lessons.includes(lesson) ? lesson : null,
    forms: [term, ...aliases],
  }))
}

export interface Mention {
  entry: Entry
  /** where in the text that was searched */
  start: number
  end: number
}

/** First mentions in `text` of terms that are not in `known` yet; adds them to it. Longer terms win over those inside them. */
export function findTerms(text: string, glossary: Glossary, known: Set<string>): Mention[] {
  const open = glossary.filter(({ id }) => !known.has(id))
  if (open.length === 0) return []
  const forms = open.flatMap((entry) => entry.forms.map((form) => ({ form, entry }))).sort((a, b) => b.form.length - a.form.length)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${forms.map(({ form }) => escaped(form)).join('|')})(?![\\p{L}\\p{N}_]|-\\p{L})`,
    'giu',
  )
  const found: Mention[] = []
  for (const match of text.matchAll(pattern)) {
    const entry = forms.find(({ form }) => isForm(match[0], form))?.entry
    if (!entry || known.has(entry.id)) continue
    known.add(entry.id)
    found.push({ entry, start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** Only a first letter may differ in case, and none where the form has capitals: "GELU" is not "gelu". */
function isForm(word: string, form: string): boolean {
  const spaced = word.replace(/\s+/g, ' ')
  if (spaced === form) return true
  return form === form.toLowerCase() && spaced[0]!.toLowerCase() + spaced.slice(1) === form
}

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')
