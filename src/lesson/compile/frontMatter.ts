/** The head of a lesson's file: between two lines of `---`, in YAML. */
import * as v from 'valibot'
import type { Source, Work } from '../lesson.ts'
import { type Report, suggest } from './problem.ts'
import { type Located, readYaml } from './yaml.ts'

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))
const name = v.pipe(text, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'))
const count = v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1'))

const schema = v.strictObject({
  title: text,
  question: text,
  summary: text,
  part: name,
  order: count,
  minutes: count,
  objectives: v.pipe(v.array(v.strictObject({ id: name, text })), v.minLength(1, 'needs at least one')),
  requires: v.optional(v.array(text), []),
  sources: v.optional(v.array(text), []),
  project: v.optional(v.boolean('must be true or false'), false),
  draft: v.optional(v.boolean('must be true or false'), false),
})

export type FrontMatter = v.InferOutput<typeof schema>

/** Works that lessons may cite, by id. */
export type Bibliography = Readonly<Record<string, Omit<Work, 'id' | 'lessons'>>>

/** The file in two; the body keeps as many blank lines on top as the head had, so that its line numbers are the file's. */
export function splitFile(source: string): { head: string | null; body: string } {
  const match = /^---\r?\n([\s\S]*?\r?\n)---[^\S\n]*(?:\n|$)/.exec(source)
  if (!match) return { head: null, body: source }
  return { head: match[1]!, body: match[0].replace(/[^\n]/g, '') + source.slice(match[0].length) }
}

/** @returns null when something was reported */
export function readFrontMatter(head: string | null, report: Report): Located<FrontMatter> | null {
  if (head !== null) return readYaml(head, 2, schema, report)
  report(1, 'the front matter is missing: begin the file with "---", its fields, and "---"')
  return null
}

/** `radford2018 section 3.1` with what the bibliography says of it. */
export function readSources({ value, lineOf }: Located<FrontMatter>, bibliography: Bibliography, report: Report): Source[] {
  return value.sources.flatMap((line, i) => {
    const [id, ...where] = line.split(/\s+/) as [string, ...string[]]
    const work = bibliography[id]
    if (work) return { id, where: where.join(' '), ...work }
    report(lineOf('sources', i), `unknown source "${id}"${suggest(id, Object.keys(bibliography))}`)
    return []
  })
}
