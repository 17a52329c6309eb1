/** Links of a lesson: to other lessons, rooms, sections, sources and the web. Each must lead somewhere. */
import { suggest } from './problem.ts'

const ROOMS = [
  '#/',
  '#/learn',
  '#/lab',
  '#/teach',
  '#/review',
  '#/predictions',
  '#/reached',
  '#/notes',
  '#/glossary',
  '#/bibliography',
  '#/your-data',
  '#/gallery',
]

export interface Targets {
  /** `part/slug` of every lesson */
  lessons: readonly string[]
  /** slugs of this lesson's headings */
  sections: readonly string[]
  /** ids in this lesson's front matter */
  sources: readonly string[]
  /** ids of the glossary */
  terms: readonly string[]
  /** Why a formula may not stand in this lesson, or null. */
  symbolProblem(formula: string): string | null
}

/** Concepts that have a colour of their own (src/ui/tokens.css); a word of the text may point at one. */
export const CONCEPTS = ['query', 'key', 'value', 'residual', 'gradient', 'token', 'position', 'probability'] as const

/** Why `url` leads nowhere, or null. */
export function linkProblem(url: string, { lessons, sections, sources, terms }: Omit<Targets, 'symbolProblem'>): string | null {
  if (url.startsWith('source:')) {
    const id = url.slice('source:'.length)
    return sources.includes(id) ? null : `"${id}" is cited but not among the lesson's sources${suggest(id, sources)}`
  }
  if (url.startsWith('term:')) {
    const id = url.slice('term:'.length)
    return terms.includes(id) ? null : `"${id}" is not in the glossary${suggest(id, terms)}`
  }
  if (url.startsWith('figure:')) {
    const [concept = '', part] = url.slice('figure:'.length).split('/')
    if (part !== undefined && !/^[\w-]+$/.test(part))
      return `"${url}": after the slash stands the name of a part, such as figure:query/row-3`
    return (CONCEPTS as readonly string[]).includes(concept) ? null : `no figure shows "${concept}"${suggest(concept, CONCEPTS)}`
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
  return `"${url}" is not a link that lessons may have: use https://…, #/learn/part/lesson, #section, source:id, term:id or figure:concept`
}
