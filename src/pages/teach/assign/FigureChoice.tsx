/** Which figure a task is done in, out of those that measure something. */
import { widgets } from 'virtual:widgets'
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { FigureSearch } from '../figures/FigureSearch.tsx'

/** Those that measure something. */
export const FIGURES = Object.values(widgets)
  .filter(({ readings }) => Object.keys(readings).length > 0)
  .sort((a, b) => a.title.localeCompare(b.title, 'en'))

interface FigureChoiceProps {
  widget: string
  /** it has a goal already, so that it is hardly to be changed */
  settled: boolean
  onWidget: (widget: string) => void
}

export function FigureChoice({ widget, settled, onWidget }: FigureChoiceProps) {
  const [open, setOpen] = useState(!settled)
  const chosen = widgets[widget]
  return (
    <div>
      <p>
        <b>{chosen?.title ?? widget}</b> <code>{widget}</code>
      </p>
      <p className="cap">{chosen?.teaches}</p>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Close the list of figures' : 'Choose another figure'}
      </Button>
      {open ? (
        <FigureSearch
          figures={FIGURES}
          open={widget}
          onOpen={(id) => {
            setOpen(false)
            if (id !== widget) onWidget(id)
          }}
        />
      ) : null}
    </div>
  )
}
