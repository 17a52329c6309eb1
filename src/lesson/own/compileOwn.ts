/**
 * A lesson of one's own, compiled in the page by the compiler that builds the course: the same mistakes at the same lines. It may come
 * from anyone, so there are limits, and one that has a mistake is not shown. Loaded where such a lesson is written or opened.
 */
import * as v from 'valibot'
import { splitFile } from '../compile/frontMatter.ts'
import { compileLesson, type Course } from '../compile/lesson.ts'
import type { Problem, Report } from '../compile/problem.ts'
import type { Widgets } from '../compile/widgets.ts'
import type { Lesson } from '../lesson.ts'
import { slugOf } from '../slug.ts'
import { mayBeCompiled, mayBeRead, tooMuchIn } from './limits.ts'

type Schema = Widgets[string]['schema']

/** What a lesson is compiled against in the page. */
export interface OwnCourse extends Pick<Course, 'bibliography' | 'glossary' | 'symbols' | 'parts'> {
  /** in reading order */
  lessons: readonly { part: string; slug: string; order: number }[]
  /** what is known of every widget before its code has come */
  widgets: Readonly<Record<string, Omit<Widgets[string], 'schema'>>>
  /** the arguments that a widget takes, which come with its code */
  schemaOf(widget: string): Promise<Schema>
}

export interface Written {
  /** the file that it would be in the course; problems name it */
  file: string
  /** null where it has a mistake: it is not to be shown */
  lesson: Lesson | null
  problems: Problem[]
}

const NO_SOURCE = "shows code of the course's own repository, which is not at hand in a page: put the code between three backticks"

export async function compileOwn(source: string, course: OwnCourse): Promise<Written> {
  const place = placeOf(source)
  const file = `curriculum/${place.part}/${place.slug}.md`
  const early: Problem[] = []
  const report: Report = (line, message) => early.push({ file, line, message })
  const refused = (): Written => ({ file, lesson: null, problems: early.sort((a, b) => a.line - b.line) })
  if (!mayBeRead(source, report)) return refused()
  try {
    if (!mayBeCompiled(splitFile(source).body, report)) return refused()
    const { lesson, problems, faulty } = await withWidgets(file, source, place, course)
    if (!faulty && lesson) tooMuchIn(lesson, report)
    return { file, lesson: faulty || early.length > 0 ? null : lesson, problems: [...early, ...problems] }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    report(1, 'it is nested too deep to be read')
    return refused()
  }
}

/** Each widget that is named is loaded, for its arguments are checked by its own schema; until all have come the lesson is read again. */
async function withWidgets(file: string, source: string, place: Place, course: OwnCourse) {
  const schemas = new Map<string, Schema>()
  for (;;) {
    const asked = new Set<string>()
    const widgets = Object.fromEntries(
      Object.entries(course.widgets).map(([id, words]) => [
        id,
        {
          ...words,
          get schema() {
            if (!schemas.has(id)) asked.add(id)
            return schemas.get(id) ?? anything
          },
        },
      ]),
    )
    const { bibliography, glossary, symbols, parts } = course
    const compiled = compileLesson(file, source, {
      bibliography,
      glossary,
      symbols,
      parts,
      widgets,
      lessons: withThis(place, course.lessons),
      mayAskNothing: true,
      showSource: () => `"::source" ${NO_SOURCE}`,
    })
    if (asked.size === 0) return compiled
    await Promise.all([...asked].map(async (id) => schemas.set(id, await course.schemaOf(id))))
  }
}

const anything: Schema = v.record(v.string(), v.unknown())

interface Place {
  part: string
  slug: string
  order: number
}

/** Where in the course it says that it belongs. Its name comes from its title. */
function placeOf(source: string): Place {
  const { head } = splitFile(source)
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(head ?? '')?.[1]?.trim() ?? ''
  const slug = slugOf(field('title').slice(0, 80))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return {
    part: /^[a-z0-9-]+$/.test(field('part')) ? field('part') : 'part',
    slug: slug || 'lesson',
    order: Number(/^\d+$/.exec(field('order'))?.[0] ?? Number.MAX_SAFE_INTEGER),
  }
}

/** The course's lessons with this one at its place, so that it may ask for those before it. */
function withThis(place: Place, lessons: OwnCourse['lessons']): string[] {
  const own = `${place.part}/${place.slug}`
  const others = lessons.map((each) => ({ ...each, id: `${each.part}/${each.slug}` })).filter(({ id }) => id !== own)
  const before = others.findLastIndex(({ part, order }) => part === place.part && order <= place.order)
  const at =
    before >= 0
      ? before + 1
      : Math.max(
          0,
          others.findIndex(({ part }) => part === place.part),
        )
  return others.map(({ id }) => id).toSpliced(at, 0, own)
}
