/** What can be found: lessons, their sections, glossary, bibliography, widgets. */
import { summaries } from 'virtual:lesson-summaries'
import { widgets } from 'virtual:widgets'
import { lessons, loadBibliography, loadGlossary, loadPassages } from 'virtual:lessons'
import { lessonId } from '../../lesson/lesson.ts'
import { bodyOf, entryOf, hrefOf, numberOf } from '../course/course.ts'
import type { Document } from './index.ts'
import { plainText } from './plain.ts'

export async function allDocuments(): Promise<Document[]> {
  return (await sources()).map((each) => ({
    ...each,
    title: plainText(each.title),
    place: plainText(each.place),
    text: plainText(each.text),
  }))
}

/** As they are written: their texts may be markdown. */
async function sources(): Promise<Document[]> {
  const [glossary, works, passages] = await Promise.all([loadGlossary(), loadBibliography(), loadPassages()])
  return [
    ...lessons.map((lesson): Document => {
      const id = lessonId(lesson)
      return {
        id,
        kind: 'lesson',
        title: lesson.title,
        place: numberOf(lesson),
        text: summaries[id] ?? '',
        href: hrefOf(lesson),
        section: null,
      }
    }),
    ...passages.flatMap(({ lesson, passages: all }): Document[] => {
      const entry = entryOf(lesson)
      if (!entry) return []
      const place = `${numberOf(entry)} ${entry.title}`
      return all.map(({ slug, title, text }, i) => {
        const id = `${lesson}#${i}`
        return { id, kind: 'section', title: slug ? title : entry.title, place, text, href: hrefOf(entry), section: slug }
      })
    }),
    ...glossary.map(
      ({ id, term, short }): Document => ({
        id: `term ${id}`,
        kind: 'term',
        title: term,
        place: 'Glossary',
        text: short,
        href: '/glossary',
        section: `term-${id}`,
      }),
    ),
    ...works.map(({ id, authors, year, title, venue }): Document => {
      const text = `${authors} (${year}). ${venue}`
      return { id: `work ${id}`, kind: 'work', title, place: 'Bibliography', text, href: '/bibliography', section: `work-${id}` }
    }),
    ...Object.values(widgets).map(
      ({ id, title, teaches }): Document => ({
        id: `widget ${id}`,
        kind: 'widget',
        title,
        place: '',
        text: teaches,
        href: '',
        section: null,
      }),
    ),
  ]
}

/** The first lesson in which a widget stands; the Lab where it stands in none. */
export async function routeOf({ id, kind, href }: Document): Promise<string> {
  if (kind !== 'widget') return href
  const widget = id.slice('widget '.length)
  for (const entry of lessons) {
    const { blocks } = await bodyOf(entry)
    if (Object.values(blocks).some((block) => 'widget' in block && block.widget === widget)) return hrefOf(entry)
  }
  return '/lab'
}
