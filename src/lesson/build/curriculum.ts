/** The whole course: parts, bibliography and every lesson under `curriculum/`. Runs where there are files. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Lesson, lessonId, type Part, type Passages, type Work } from '../lesson.ts'
import type { Bibliography } from '../compile/frontMatter.ts'
import { type Entry, glossarySchema, readGlossary } from '../compile/glossary.ts'
import { compileLesson } from '../compile/lesson.ts'
import type { Problem } from '../compile/problem.ts'
import { type Repository, sourcesOf } from './source.ts'
import type { Widgets } from '../compile/widgets.ts'
import { readYaml } from '../compile/yaml.ts'
import type { Notation } from '../lesson.ts'
import { symbolsSchema, tableProblems } from '../compile/symbols.ts'

export interface Curriculum {
  parts: Part[]
  /** in reading order */
  lessons: Lesson[]
  problems: Problem[]
  /** by lesson: the files of the repository that it shows */
  shown: Map<string, string[]>
  /** `part/slug` of lessons that have mistakes; the draft ones among them are left out of a build */
  faulty: Set<string>
  /** by alphabet */
  glossary: Entry[]
  symbols: Notation[]
  bibliography: Work[]
  passages: Passages[]
}

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))
const partsSchema = v.strictObject({ parts: v.array(v.strictObject({ slug: text, title: text, summary: text })) })
const work = v.strictObject({
  authors: text,
  year: v.pipe(v.number('must be a number'), v.integer('must be a whole number')),
  title: text,
  venue: text,
  url: v.optional(v.nullable(v.pipe(text, v.url('must be an address'))), null),
})
const bibliographySchema = v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'ids are lower-case letters and digits')), work)

const PARTS = 'curriculum/parts.yaml'
const BIBLIOGRAPHY = 'curriculum/bibliography.yaml'
const GLOSSARY = 'curriculum/glossary.yaml'
const SYMBOLS = 'curriculum/symbols.yaml'

/** @param root the project's folder @param widgets what lessons may embed */
export function compileCurriculum(root: string, widgets: Widgets): Curriculum {
  const problems: Problem[] = []
  const read = <S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> | null =>
    readYaml(readFileSync(join(root, file), 'utf8'), 1, schema, (line, message) => problems.push({ file, line, message }))?.value ?? null

  const parts: Part[] = read(PARTS, partsSchema)?.parts ?? []
  const bibliography: Bibliography = read(BIBLIOGRAPHY, bibliographySchema) ?? {}
  const slugs = parts.map((part) => part.slug)
  const files = slugs.flatMap((part) => lessonFiles(root, part)).map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') }))
  files.sort((a, b) => slugs.indexOf(partOf(a.file)) - slugs.indexOf(partOf(b.file)) || orderIn(a.source) - orderIn(b.source))
  const ids = files.map(({ file }) => idOf(file))
  const glossary = readGlossary(read(GLOSSARY, glossarySchema) ?? {}, ids)
  const symbols: Notation[] = read(SYMBOLS, symbolsSchema) ?? []
  const course = { widgets, showSource: sourcesOf(repositoryAt(root)), bibliography, glossary, symbols, parts: slugs, lessons: ids }

  const shown = new Map<string, string[]>()
  const faulty = new Set<string>()
  const passages: Passages[] = []
  const lessons = files.flatMap(({ file, source }) => {
    const id = idOf(file)
    const compiled = compileLesson(file, source, course)
    problems.push(...compiled.problems)
    shown.set(id, compiled.shown)
    if (compiled.faulty) faulty.add(id)
    if (!compiled.lesson) return []
    passages.push({ lesson: id, passages: compiled.passages })
    return compiled.lesson
  })
  problems.push(...strayFolders(root, slugs), ...sharedPlaces(lessons), ...earlyProjects(lessons))
  problems.push(...tableProblems(symbols, slugs, ids).map((problem) => ({ ...problem, line: 1 })))
  const works = Object.entries(bibliography).map(([id, work]) => ({
    id,
    ...work,
    lessons: lessons.filter(({ sources }) => sources.some((source) => source.id === id)).map(lessonId),
  }))
  works.sort((a, b) => a.year - b.year || a.authors.localeCompare(b.authors))
  glossary.sort((a, b) => a.term.localeCompare(b.term))
  return { parts, lessons, problems, shown, faulty, glossary, symbols, bibliography: works, passages }
}

const idOf = (file: string): string => file.slice('curriculum/'.length, -'.md'.length)
const partOf = (file: string): string => idOf(file).split('/')[0]!
/** Read before the lessons are compiled, since each asks which others come before it. */
const orderIn = (source: string): number => Number(/^order:\s*(\d+)/m.exec(source)?.[1] ?? Number.MAX_SAFE_INTEGER)

function lessonFiles(root: string, part: string): string[] {
  const folder = `curriculum/${part}`
  if (!existsSync(join(root, folder))) return []
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => `${folder}/${name}`)
}

/** A folder that is no part would be left out without a word. */
function strayFolders(root: string, parts: readonly string[]): Problem[] {
  const folders = readdirSync(join(root, 'curriculum'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const stray = folders.filter(({ name }) => !parts.includes(name))
  return stray.map(({ name }) => ({ file: PARTS, line: 1, message: `the folder "curriculum/${name}" is not among the parts` }))
}

function sharedPlaces(lessons: readonly Lesson[]): Problem[] {
  const taken = new Map<string, Lesson>()
  return lessons.flatMap((lesson) => {
    const place = `${lesson.part} ${lesson.order}`
    const other = taken.get(place)
    taken.set(place, lesson)
    if (!other) return []
    const message = `"order: ${lesson.order}" is already that of ${lessonId(other)}`
    return [{ file: `curriculum/${lessonId(lesson)}.md`, line: 1, message }]
  })
}

/** A part ends with its project. */
function earlyProjects(lessons: readonly Lesson[]): Problem[] {
  return lessons.flatMap((lesson, i) => {
    const next = lessons[i + 1]
    if (!lesson.project || next?.part !== lesson.part) return []
    const message = `a project ends its part, but ${lessonId(next)} comes after it`
    return [{ file: `curriculum/${lessonId(lesson)}.md`, line: 1, message }]
  })
}

/** Lessons may show sources, tests and lessons, and nothing outside the project. */
function repositoryAt(root: string): Repository {
  const folders = ['src', 'tests', 'curriculum']
  const isFile = (file: string): boolean => statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ?? false
  return {
    read: (file) =>
      folders.some((each) => file.startsWith(`${each}/`)) && !file.split('/').includes('..') && isFile(file)
        ? readFileSync(join(root, file), 'utf8')
        : null,
    files: () =>
      folders.flatMap((each) =>
        readdirSync(join(root, each), { recursive: true, encoding: 'utf8' }).map((path) => `${each}/${path.replaceAll('\\', '/')}`),
      ),
  }
}
