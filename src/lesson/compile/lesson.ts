/** One lesson's file: from text to data, with every mistake at its line. */
import { type Check, isCheck, type Lesson } from '../lesson.ts'
import { compileBody } from './body.ts'
import { type Bibliography, readFrontMatter, readSources, splitFile } from './frontMatter.ts'
import { type Problem, type Report, suggest } from './problem.ts'
import type { Repository } from './source.ts'
import type { Widgets } from './widgets.ts'

export interface Course {
  widgets: Widgets
  repository: Repository
  bibliography: Bibliography
  /** slugs of the parts */
  parts: readonly string[]
  /** `part/slug` of every lesson that has a file */
  lessons: readonly string[]
}

export interface Compiled {
  lesson: Lesson | null
  problems: Problem[]
  /** files of the repository that the lesson shows; when one changes, so does the lesson */
  shown: string[]
}

/**
 * @param file as `curriculum/part/slug.md`; the folder is the part and the name is the slug
 * @returns the lesson, and what is wrong with it; a lesson with problems is not fit to be shown
 */
export function compileLesson(file: string, source: string, course: Course): Compiled {
  const problems: Problem[] = []
  const report: Report = (line, message) => problems.push({ file, line, message })
  const [folder, slug] = file.replace(/\.md$/, '').split('/').slice(-2) as [string, string]
  const { head, body } = splitFile(source)
  const front = readFrontMatter(head, report)
  if (!front) return { lesson: null, problems, shown: [] }

  const { sources: _, ...fields } = front.value
  if (!course.parts.includes(fields.part)) report(front.lineOf('part'), `unknown part "${fields.part}"${suggest(fields.part, course.parts)}`)
  else if (fields.part !== folder) report(front.lineOf('part'), `the lesson says part "${fields.part}" but lies in the folder "${folder}"`)
  fields.requires.forEach((id, i) => {
    if (!course.lessons.includes(id)) report(front.lineOf('requires', i), `required lesson "${id}" does not exist${suggest(id, course.lessons)}`)
  })

  const sources = readSources(front, course.bibliography, report)
  const named = front.value.sources.map((line) => line.split(/\s+/)[0]!)
  const { checked, shown, ...compiled } = compileBody(body, { ...course, sources: named, objectives: fields.objectives }, report)
  fields.objectives.forEach(({ id }, i) => {
    if (!checked.includes(id)) report(front.lineOf('objectives', i), `no question or challenge checks the objective "${id}"`)
  })
  problems.sort((a, b) => a.line - b.line)
  const checks: Check[] = Object.values(compiled.blocks)
    .filter(isCheck)
    .map(({ id, kind, objective }) => ({ id, kind, objective }))
  return { lesson: { slug, ...fields, checks, ...compiled, terms: [], passages: [], sources }, problems, shown }
}
