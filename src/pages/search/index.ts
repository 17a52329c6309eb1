/** Full-text search over everything the course says: an index that is built in the page when search is first opened. */
import MiniSearch from 'minisearch'

export type Kind = 'lesson' | 'section' | 'term' | 'work' | 'widget'

export interface Document {
  id: string
  kind: Kind
  title: string
  /** where it stands: "3.2 Why divide by √d?" */
  place: string
  text: string
  /** a route; empty for a widget, whose lesson is looked up when it is chosen */
  href: string
  /** the anchor on that page */
  section: string | null
}

export interface Hit extends Document {
  /** around the first word that was found */
  excerpt: { before: string; found: string; after: string }
}

const MOST = 12
const AROUND = 60

export type Search = (query: string) => Hit[]

/** Words are found by their beginning and, from four letters on, with one letter wrong; titles count more. */
export function buildSearch(documents: readonly Document[]): Search {
  const index = new MiniSearch<Document>({
    fields: ['title', 'text'],
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 3 ? 0.2 : false), boost: { title: 3 }, combineWith: 'AND' },
    processTerm: (term) => plain(term) || null,
  })
  index.addAll(documents)
  const byId = new Map(documents.map((document) => [document.id, document]))
  return (query) =>
    index
      .search(query)
      .slice(0, MOST)
      .map(({ id, terms }) => {
        const document = byId.get(id as string)!
        return { ...document, excerpt: excerptOf(document.text, terms) }
      })
}

/** Without case and accents: "Bézier" is found by "bezier". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `terms` are words of the document as the index holds them. */
function excerptOf(text: string, terms: readonly string[]): Hit['excerpt'] {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
  const hit = words.find(([word]) => terms.includes(plain(word)))
  if (!hit) return { before: clip(text, 2 * AROUND), found: '', after: '' }
  const end = hit.index + hit[0].length
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, hit.index - AROUND)) + 1)
  return { before: `${from > 0 ? '… ' : ''}${text.slice(from, hit.index)}`, found: hit[0], after: clip(text.slice(end), AROUND) }
}

function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const end = text.lastIndexOf(' ', length)
  return `${text.slice(0, end > 0 ? end : length)} …`
}
