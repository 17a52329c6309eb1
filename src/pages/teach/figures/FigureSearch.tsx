/** Figures to be searched, a row each with what it teaches; the row that is open shows more below it. */
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { Field } from '../../../ui/Field.tsx'
import css from './FigureSearch.module.css'
import { type Findable, findFigures } from './findFigures.ts'

/** So many are listed at once. */
const MOST = 12

interface FigureSearchProps {
  figures: readonly Findable[]
  /** id of the figure whose row is open; null: none */
  open: string | null
  onOpen: (id: string) => void
  /** what stands below the open row */
  children?: ReactNode
}

export function FigureSearch({ figures, open, onOpen, children }: FigureSearchProps) {
  const [sought, setSought] = useState('')
  const deferred = useDeferredValue(sought)
  const found = useMemo(() => findFigures(figures, deferred), [figures, deferred])
  return (
    <div className={css.figures}>
      <Field
        label="Search the figures"
        type="search"
        value={sought}
        placeholder="attention, loss, tokens …"
        onChange={(event) => setSought(event.target.value)}
      />
      <p className="cap" role="status">
        {found.length === 0 ? 'No figure has these words.' : `${found.length} of ${figures.length} figures`}
        {found.length > MOST ? `, of which ${MOST} are listed` : ''}
      </p>
      <ul>
        {found.slice(0, MOST).map(({ id, title, teaches }) => (
          <li key={id}>
            <button type="button" aria-expanded={children === undefined ? undefined : open === id} onClick={() => onOpen(id)}>
              <b>{title}</b> <code>{id}</code>
              <span>{teaches}</span>
            </button>
            {open === id ? children : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
