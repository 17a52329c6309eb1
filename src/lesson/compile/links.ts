/** Links of a lesson: to other lessons, rooms, sections, sources and the web. Each must lead somewhere. */
import { suggest } from './problem.ts'

const ROOMS = ['#/', '#/learn', '#/lab', '#/teach']

export interface Targets {
  /** `part/slug` of every lesson */
  lessons: readonly string[]
  /** slugs of this lesson's headings */
  sections: readonly string[]
  /** ids in this lesson's front matter */
  sources: readonly string[]
}

/** Why `url` leads nowhere, or null. */
export function linkProblem(url: string, { lessons, sections, sources }: Targets): string | null {
  if (url.startsWith('source:')) {
    const id = url.slice('source:'.length)
    return sources.includes(id) ? null : `"${id}" is cited but not among the lesson's sources${suggest(id, sources)}`
  }
  if (url.startsWith('#/learn/')) {
    const id = url.slice('#/learn/'.length)
    return lessons.includes(id) ? null : `dead link: there is no lesson "${id}"${suggest(id, lessons)}`
  }
  if (url.startsWith('#/')) return ROOMS.includes(url) ? null : `dead link: there is no page "${url}"${suggest(url, ROOMS)}`
  if (url.startsWith('#')) {
    const slug = url.slice(1)
    return sections.includes(slug) ? null : `dead link: there is no section "${slug}"${suggest(slug, sections)}`
  }
  if (/^https?:\/\//.test(url)) return null
  return `"${url}" is not a link that lessons may have: use https://…, #/learn/part/lesson, #section or source:id`
}
