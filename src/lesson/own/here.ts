/** The course as the page has it, for lessons that are compiled in the page: its words, works and letters, and its figures by name. */
import { lessons, loadBibliography, loadGlossary, loadSymbols, parts } from 'virtual:lessons'
import { widgets } from 'virtual:widgets'
import { loadOnce } from '../../ui/loadOnce.ts'
import { loads } from '../../widgets/registry.ts'
import type { OwnCourse } from './compileOwn.ts'

export const titles = widgets

/** The same each time. */
export const courseHere = loadOnce<OwnCourse>(async () => {
  const [glossary, works, symbols] = await Promise.all([loadGlossary(), loadBibliography(), loadSymbols()])
  return {
    glossary,
    symbols,
    bibliography: Object.fromEntries(works.map(({ id, lessons: _, ...work }) => [id, work])),
    parts: parts.map(({ slug }) => slug),
    lessons,
    widgets,
    schemaOf: async (id) => (await loads[id]!()).widget.schema,
  }
})
