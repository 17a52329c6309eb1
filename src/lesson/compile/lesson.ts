/** One lesson's file: from text to data, with every mistake at its line. */
import { type Check, isCheck, type Lesson, type Notation, type Passage } from '../lesson.ts'
import type { ShowSource } from './blocks.ts'
import { compileBody } from './body.ts'
import { fillFacts } from './facts.ts'
import { type Bibliography, readFrontMatter, readSources, splitFile } from './frontMatter.ts'
import { missingFromArc } from './arc.ts'
import type { Glossary } from './glossary.ts'
import { type Problem, type Report, suggest } from './problem.ts'
import type { Widgets } from './widgets.ts'

export interface Course {
  widgets: Widgets
  showSource: ShowSource
  bibliography: Bibliography
  glossary: Glossary
  /** what the letters of formulas stand for */
  symbols: readonly Notation[]
  /** slugs of the parts */
  parts: readonly string[]
  /** `part/slug` of every lesson that has a file, in reading order */
  lessons: readonly string[]
  /** a lesson without any question is one to be read: that nothing checks its objectives is advice, and no mistake */
  mayAskNothing?: boolean
}

export interface Compiled {
  lesson: Lesson | null
  problems: Problem[]
  /** files of the repository that the lesson shows; when one changes, so does the lesson */
  shown: string[]
  /** its words, for search */
  passages: Passage[]
  /** it has mistakes, which in a draft are only warnings */
  faulty: boolean
}

/**
 * @param file as `curriculum/part/slug.md`; the folder is the part and the name is the slug
 * @returns the lesson, and what is wrong with it; a lesson with problems is not fit to be shown
 */
export function compileLesson(file: string, source: string, course: Course): Compiled {
  const problems: Problem[] = []
  const report: Report = (line, message) => problems.push({ file, line, message })
  const [folder, slug] = file.replace(/\.md$/, '').split('/').slice(-2) as [string, string]
  const { head, body } = splitFile(fillFacts(source, report))
  const front = readFrontMatter(head, report)
  if (!front) return { lesson: null, problems, shown: [], passages: [], faulty: true }

  const { sources: _, draft, ...fields } = front.value
  const id = `${folder}/${slug}`
  if (!course.parts.includes(fields.part))
    report(front.lineOf('part'), `unknown part "${fields.part}"${suggest(fields.part, course.parts)}`)
  else if (fields.part !== folder) report(front.lineOf('part'), `the lesson says part "${fields.part}" but lies in the folder "${folder}"`)
  fields.requires.forEach((required, i) => {
    const { lessons } = course
    if (!lessons.includes(required))
      report(front.lineOf('requires', i), `required lesson "${required}" does not exist${suggest(required, lessons)}`)
    else if (lessons.indexOf(required) >= lessons.indexOf(id))
      report(front.lineOf('requires', i), `required lesson "${required}" comes after this one`)
  })

  const sources = readSources(front, course.bibliography, report)
  const named = front.value.sources.map((line) => line.split(/\s+/)[0]!)
  const { checked, shown, passages, ...compiled } = compileBody(body, { ...course, ...fields, slug, sources: named }, report)
  const unchecked = fields.objectives.flatMap(({ id }, i) =>
    checked.includes(id) ? [] : { line: front.lineOf('objectives', i), message: `no question or challenge checks the objective "${id}"` },
  )
  const forReading = course.mayAskNothing && checked.length === 0
  if (!forReading) for (const { line, message } of unchecked) report(line, message)
  const blocks = Object.values(compiled.blocks)
  if (fields.project && !blocks.some(({ kind }) => kind === 'challenge'))
    report(front.lineOf('project'), 'a project needs a challenge: it is graded by running what was made')
  const faulty = problems.length > 0
  problems.push(...missingFromArc(blocks, passages).map((message) => ({ file, line: 1, message, warning: true })))
  if (forReading)
    problems.push(
      ...unchecked.map(({ line, message }) => ({ file, line, message: `${message}: it is done when its reader says so`, warning: true })),
    )
  problems.sort((a, b) => a.line - b.line)
  const checks: Check[] = blocks.filter(isCheck).map((check) => ({ id: check.id, kind: check.kind, objective: check.objective }))
  const lesson = { slug, ...fields, checks, ...compiled, sources }
  return { lesson, problems: draft ? problems.map((problem) => ({ ...problem, warning: true })) : problems, shown, passages, faulty }
}
