/** How far a learner is: computed from what they answered, never kept. */
import type { Kept } from './record.ts'

/** What of a lesson matters here. */
export interface Measured {
  part: string
  slug: string
  minutes: number
  objectives: readonly { id: string }[]
  checks: readonly { id: string; objective: string }[]
}

export interface Progress {
  /** ids of the objectives whose questions and challenges are all done */
  met: string[]
  of: number
  done: boolean
  begun: boolean
}

type Answers = Pick<Kept, 'answers' | 'predictions' | 'places'>

export function progressOf(lesson: Measured, kept: Answers): Progress {
  const id = `${lesson.part}/${lesson.slug}`
  const met = lesson.objectives
    .map((objective) => objective.id)
    .filter((objective) => {
      const about = lesson.checks.filter((check) => check.objective === objective)
      return about.length > 0 && about.every((check) => kept.answers[`${id}#${check.id}`]?.right)
    })
  const touched = (facts: object): boolean => Object.keys(facts).some((key) => key.startsWith(`${id}#`))
  return {
    met,
    of: lesson.objectives.length,
    done: met.length === lesson.objectives.length,
    begun: (kept.places[id]?.share ?? 0) > 0 || touched(kept.answers) || touched(kept.predictions),
  }
}

export interface Total {
  lessons: number
  done: number
  /** reading time of all, and of what is done */
  minutes: number
  minutesDone: number
}

export function totalOf(lessons: readonly Measured[], kept: Answers): Total {
  const done = lessons.filter((lesson) => progressOf(lesson, kept).done)
  const minutes = (some: readonly Measured[]): number => some.reduce((sum, lesson) => sum + lesson.minutes, 0)
  return { lessons: lessons.length, done: done.length, minutes: minutes(lessons), minutesDone: minutes(done) }
}

/** Where to go on: the lesson read last, or the one after it where that is done; null before the first. */
export function goOn<L extends Measured>(lessons: readonly L[], kept: Answers): L | null {
  const at = (lesson: L): number => kept.places[`${lesson.part}/${lesson.slug}`]?.at ?? 0
  const last = lessons.reduce<L | null>((best, lesson) => (at(lesson) > (best ? at(best) : 0) ? lesson : best), null)
  if (!last || !progressOf(last, kept).done) return last
  return lessons.slice(lessons.indexOf(last) + 1).find((lesson) => !progressOf(lesson, kept).done) ?? last
}
