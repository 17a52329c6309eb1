/** What is spoken of, drawn over the cells: the letter's column, the part that is pointed at, the cell that is open. */
import { memo } from 'react'
import css from './ModelMap.module.css'
import { boxOfCell, type Cell } from './pointed.ts'
import type { Box, Part, Scene } from './scene.ts'
import type { Frame, View } from './view.ts'

interface OutlineProps {
  scene: Scene
  view: View
  frame: Frame
  /** under the pointer; else the last letter is marked */
  column: number | null
  pointed: Part | null
  part: string | null
  cell: Cell | null
}

export const Outline = memo(function Outline({ scene, view, frame, column, pointed, part, cell }: OutlineProps) {
  const { k, x, y } = view
  const onScreen = (box: Box) => ({ x: box.x * k + x, y: box.y * k + y, w: box.w * k, h: box.h * k })
  const { columns } = scene
  const step = columns.w / columns.count
  const shown = column ?? columns.count - 1
  const line =
    columns.count > 0 ? onScreen({ x: columns.x + shown * step, y: columns.top, w: step, h: columns.bottom - columns.top }) : null
  const walked = part && part !== cell?.part ? scene.parts.find(({ id }) => id === part) : null
  const held = cell && boxOfCell(scene, cell)
  const under = pointed && scene.parts.includes(pointed) ? onScreen(pointed.box) : null
  const around = walked && onScreen(walked.box)
  const open = held && onScreen(held)
  return (
    <svg className={css.over} width={frame.width} height={frame.height} aria-hidden="true">
      {line ? <rect className={css.column} x={line.x} y={line.y} width={Math.max(1, line.w)} height={line.h} /> : null}
      {under ? <path className={css.under} d={`M${under.x} ${under.y + under.h + 2}h${under.w}`} /> : null}
      {around ? <rect className={css.around} x={around.x - 3} y={around.y - 3} width={around.w + 6} height={around.h + 6} /> : null}
      {cell && held ? <Meeting {...{ scene, cell, held, onScreen }} /> : null}
      {open ? (
        <rect className={css.cell} x={open.x - 0.5} y={open.y - 0.5} width={Math.max(5, open.w + 1)} height={Math.max(5, open.h + 1)} />
      ) : null}
      {pointed && under && !cell ? <Tip part={pointed} x={under.x + under.w} y={under.y + under.h} frame={frame} /> : null}
    </svg>
  )
})

/** The name of what is pointed at, in ink. */
function Tip({ part, x, y, frame }: { part: Part; x: number; y: number; frame: Frame }) {
  const text = part.size ? `${part.name}, ${part.size}` : part.name
  const width = text.length * 6.6 + 18
  const left = Math.max(2, Math.min(x + 8, frame.width - width - 2))
  const top = Math.max(2, Math.min(y - 12, frame.height - 28))
  return (
    <g transform={`translate(${left} ${top})`} className={css.tip}>
      <rect width={width} height={25} rx={2} />
      <text x={9} y={17}>
        {text}
      </text>
    </g>
  )
}

/** In an open head a cell lies where the row of its query meets the column of its key. */
function Meeting({ scene, cell, held, onScreen }: { scene: Scene; cell: Cell; held: Box; onScreen: (box: Box) => Box }) {
  const at = (name: string) => scene.tensors.find(({ part }) => part === cell.part.replace(/head\.\d+$/, name))
  const [query, key] = [at('query'), at('key')]
  if (!cell.part.includes('.head.') || !query || !key || query.turned) return null
  const row = onScreen({ x: query.box.x, y: held.y, w: held.x + held.w - query.box.x, h: held.h })
  const column = onScreen({ x: held.x, y: held.y, w: held.w, h: key.box.y + key.box.h - held.y })
  return (
    <>
      {[row, column].map(({ x, y, w, h }) => (
        <rect key={`${x} ${w}`} className={css.meeting} x={x} y={y} width={w} height={h} />
      ))}
    </>
  )
}
