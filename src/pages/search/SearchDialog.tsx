/** Search: a field and its results, walked with the arrow keys. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { allDocuments, routeOf } from './documents.ts'
import { buildSearch, type Hit, type Search } from './index.ts'
import css from './SearchDialog.module.css'

const NAMES = { lesson: 'lesson', section: 'section', term: 'term', work: 'source', widget: 'figure' } as const

let building: Promise<Search> | undefined

/** Built once for a page; a network that failed is asked again at the next opening. */
function searchOfThisCourse(): Promise<Search> {
  building ??= allDocuments().then(buildSearch)
  building.catch(() => {
    building = undefined
  })
  return building
}

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState<Search | null>(null)
  const [failed, setFailed] = useState(false)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [, go] = useLocation()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    searchOfThisCourse().then(
      (built) => setSearch(() => built),
      () => setFailed(true),
    )
  }, [])

  const hits = search && query.trim() ? search(query) : []
  const open = async (hit: Hit): Promise<void> => {
    const route = await routeOf(hit)
    onClose()
    go(route, { state: { section: hit.section } })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
    if (to !== undefined && hits.length > 0) {
      event.preventDefault()
      const next = (to + hits.length) % hits.length
      setAt(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && hits[at]) {
      event.preventDefault()
      void open(hits[at])
    }
  }
  return (
    <Dialog open title="Search the course" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <input
        className={css.field}
        type="text"
        role="combobox"
        aria-label="Words to find"
        aria-expanded={hits.length > 0}
        aria-controls={id}
        aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="attention, cross-entropy, Vaswani …"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label="Found" className={css.list}>
        {hits.map((hit, i) => (
          // Keys are heard by the field above, as in every combobox.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={hit.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={css.hit}
            onClick={() => void open(hit)}
          >
            <b>{hit.title}</b>
            <span className="cap">
              {NAMES[hit.kind]}
              {hit.place && hit.place !== hit.title ? `, ${hit.place}` : ''}
            </span>
            <span className={css.excerpt}>
              {hit.excerpt.before}
              {hit.excerpt.found ? <mark>{hit.excerpt.found}</mark> : null}
              {hit.excerpt.after}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className="cap">
        {saying(query, hits.length, search !== null, failed)}
      </p>
    </Dialog>
  )
}

function saying(query: string, count: number, ready: boolean, failed: boolean): string {
  if (failed) return 'The index did not load. Check the connection and open search again.'
  if (!ready) return 'Building the index …'
  if (!query.trim()) return 'Lessons, glossary, sources and figures. Arrows choose, Enter opens.'
  return count === 0 ? `Nothing about “${query.trim()}”. Try another word.` : `${count} found`
}
