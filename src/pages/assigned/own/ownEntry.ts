/** A lesson that travels in an assignment, listed as the course's are; its text is compiled when it is opened. */
import type { Check } from '../../../lesson/lesson.ts'
import { nameOf } from '../../../lesson/own/names.ts'
import { type Assignment, ownLessonOf } from '../../../teach/assignment/assignment.ts'
import type { Entry } from '../../course/course.ts'

type OwnLesson = Assignment['lessons'][number]

/** As an assignment carries it. Its name is by its text, so that its answers lie apart from those of any other. */
export const ownLessonFrom = (markdown: string): OwnLesson => ownLessonOf(nameOf(markdown, fieldOf(markdown, 'title')).slug, markdown)

/** null where its text has not come along, or its name is not by its text. */
export function ownEntry({ id, markdown }: OwnLesson): Entry | null {
  if (markdown === undefined || ownLessonFrom(markdown).id !== id) return null
  const title = fieldOf(markdown, 'title')
  const checks = checksOf(markdown)
  return {
    part: 'own',
    slug: id,
    title: title || 'A lesson of your instructor’s',
    order: 1,
    minutes: Math.min(600, Number(/^\d{1,3}$/.exec(fieldOf(markdown, 'minutes'))?.[0] ?? 10)),
    objectives: [...new Set(checks.map(({ objective }) => objective))].map((objective) => ({ id: objective })),
    project: false,
    requires: [],
    checks,
    load: () => import('./compiled.ts').then(({ bodyFrom }) => bodyFrom(id, markdown)),
  }
}

/** A field of the front matter that is one line, without its quotes. */
function fieldOf(markdown: string, name: string): string {
  const head = /^---\r?\n([\s\S]*?)\n---/.exec(markdown)?.[1] ?? ''
  const written = new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  return written.replace(/^(["'])(.*)\1$/, '$2').slice(0, 200)
}

const KINDS = ['choice', 'multiple', 'numeric', 'short', 'order'] as const

/** Its questions and challenges, read from their first lines; one that the compiler then refuses is never shown, so never answered. */
function checksOf(markdown: string): Check[] {
  return [...markdown.matchAll(/^:::(quiz|challenge)\{([^}\n]*)\}[^\n]*\n([\s\S]*?)^:::/gm)].flatMap(
    ([, directive, given = '', inside = '']) => {
      const id = /\bid="?([a-z0-9-]+)/.exec(given)?.[1]
      const objective = /\bobjective="?([a-z0-9-]+)/.exec(given)?.[1]
      const kind = directive === 'challenge' ? 'challenge' : KINDS.find((each) => each === /^type:\s*(\w+)/m.exec(inside)?.[1])
      return id && objective && kind ? { id, objective, kind } : []
    },
  )
}
