/** How a figure begins as a task: the figure itself, to be set. */
import { useMemo, useState } from 'react'
import { Widget } from '../../../lesson/Widget.tsx'
import { Button } from '../../../ui/Button.tsx'
import { paramsFor, useDeclared } from '../../assigned/tasks/WidgetTask.tsx'
import css from './AssignPage.module.css'
import type { Settings } from './draft.ts'

export function FigureStart({ widget, params, onParams }: { widget: string; params: Settings; onParams: (params: Settings) => void }) {
  const declared = useDeclared(widget)
  const [open, setOpen] = useState(false)
  const [now, setNow] = useState<Record<string, unknown>>({})
  const start = useMemo(() => (declared ? paramsFor(declared, params).params : {}), [declared, params])
  const set = Object.entries(params)
  const take = (): void =>
    onParams({
      ...params,
      ...Object.fromEntries(
        Object.entries(now).filter((each): each is [string, string | number | boolean] =>
          ['string', 'number', 'boolean'].includes(typeof each[1]),
        ),
      ),
    })
  return (
    <div>
      <p className="cap">
        {set.length === 0
          ? 'It begins as the figure does.'
          : `It begins with ${set.map(([name, value]) => `${name} ${value}`).join(', ')}.`}
      </p>
      <div className={`row ${css.acts}`}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Close the figure' : 'Set how it begins'}
        </Button>
        {open ? (
          <Button disabled={Object.keys(now).length === 0} onClick={take}>
            Begin like this
          </Button>
        ) : null}
        {set.length > 0 ? (
          <Button look="text" onClick={() => onParams({})}>
            As the figure begins
          </Button>
        ) : null}
      </div>
      {open && declared ? (
        <div className={css.trial}>
          <Widget
            id={widget}
            title={declared.title}
            params={{ ...start, ...now }}
            onParams={(change) => setNow((all) => ({ ...all, ...change }))}
          />
        </div>
      ) : null}
    </div>
  )
}
