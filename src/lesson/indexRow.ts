/** A lesson of the course's index as one short text: every page loads the index, and names of fields said once a lesson are most of it. */
import type { Check, LessonInfo } from './lesson.ts'

const KINDS = ['choice', 'multiple', 'numeric', 'short', 'order', 'challenge'] as const satisfies readonly Check['kind'][]
/** Stands in no title and in no name. */
const BETWEEN = '\n'

/** What `infoOf` reads back. */
export function rowOf({ part, slug, title, order, minutes, objectives, project, requires, checks }: LessonInfo): string {
  const ids = objectives.map(({ id }) => id)
  const asked = checks.map(({ id, kind, objective }) => `${id}:${KINDS.indexOf(kind)}${ids.indexOf(objective)}`)
  return [part, slug, title, order, minutes, project ? 1 : '', ids.join(' '), requires.join(' '), asked.join(' ')].join(BETWEEN)
}

export function infoOf(row: string): LessonInfo {
  const [part, slug, title, order, minutes, project, objectives, requires, checks] = row.split(BETWEEN) as [string, ...string[]]
  const ids = words(objectives)
  return {
    part,
    slug: slug!,
    title: title!,
    order: Number(order),
    minutes: Number(minutes),
    objectives: ids.map((id) => ({ id })),
    project: project !== '',
    requires: words(requires),
    checks: words(checks).map((check) => {
      const [id, code] = check.split(':') as [string, string]
      return { id, kind: KINDS[Number(code[0])]!, objective: ids[Number(code.slice(1))]! }
    }),
  }
}

const words = (list: string | undefined): string[] => (list ? list.split(' ') : [])
