/** The model drawn from its sizes; also where they are changed: drag a box's edge, add a block, take one away. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { Twin } from '../ui/Twin.tsx'
import { int } from '../ui/format.ts'
import css from './ModelDiagram.module.css'
import type { ModelParts, ModelShape } from './modelParts.ts'
import { ModelDrawing } from './ModelDrawing.tsx'
import { ModelTable } from './ModelTable.tsx'
import { type DiagramSizes, layoutModel, scaleEnd } from './modelLayout.ts'
import { useWidth } from './useWidth.ts'

export interface ModelDiagramProps {
  sizes: DiagramSizes
  /** null until they are known */
  parts: ModelParts | null
  /** default GPT-1's */
  shape?: ModelShape
  limits: { nLayer: readonly [number, number]; nEmbd: readonly [number, number] }
  /** without it the diagram only shows */
  onChange?: (change: { nLayer?: number; nEmbd?: number }) => void
}

export function ModelDiagram({ sizes, parts, shape = {}, limits, onChange }: ModelDiagramProps) {
  const { ref, width } = useWidth<HTMLDivElement>(396)
  const [drag, setDrag] = useState<{ from: number; nEmbd: number; end: number } | null>(null)
  const layout = layoutModel(sizes, width, drag?.end)
  const { nLayer, nEmbd, nHead } = sizes
  const change = onChange ?? (() => {})

  /** widths step by whole heads of an even size, so that they always divide */
  const quantum = nHead * Math.max(1, Math.ceil(4 / nHead))
  const setWidth = (value: number, end = limits.nEmbd[1]) => {
    const most = Math.floor(Math.min(limits.nEmbd[1], end) / quantum) * quantum
    const next = Math.min(most, Math.max(Math.ceil(limits.nEmbd[0] / quantum) * quantum, Math.round(value / quantum) * quantum))
    if (next !== nEmbd) change({ nEmbd: next })
  }
  const key = (event: KeyboardEvent) => {
    const step = quantum * (event.shiftKey ? 4 : 1)
    const next = { ArrowRight: nEmbd + step, ArrowUp: nEmbd + step, ArrowLeft: nEmbd - step, ArrowDown: nEmbd - step }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setWidth(next)
  }
  const grab = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ from: event.clientX, nEmbd, end: scaleEnd(nEmbd) })
  }
  const pull = (event: PointerEvent) => {
    if (drag) setWidth(drag.nEmbd + (event.clientX - drag.from) / layout.perUnit, drag.end)
  }

  const summary = `${nLayer} blocks of ${nHead} heads, width ${nEmbd}, over ${sizes.nCtx} positions of ${sizes.nVocab} tokens`
  return (
    <Twin
      caption="read from the bottom up"
      table={() => <ModelTable sizes={sizes} parts={parts} shape={shape} />}
      figure={
        <div ref={ref} className={css.diagram}>
          <p className="vh">{`The model: ${summary}.${parts ? ` One block learns ${int(parts.attention + parts.feedForward)} numbers.` : ''}`}</p>
          <ModelDrawing sizes={sizes} parts={parts} shape={shape} layout={layout} />
          {onChange ? (
            <>
              <button
                type="button"
                className={css.duplicate}
                style={{ left: layout.boxX, top: layout.duplicateY, width: Math.max(104, layout.feedForwardWidth) }}
                disabled={nLayer >= limits.nLayer[1]}
                onClick={() => change({ nLayer: nLayer + 1 })}
              >
                + duplicate h.{nLayer - 1}
              </button>
              {layout.blocks.map(({ layer, y }) => (
                <button
                  key={layer}
                  type="button"
                  className={css.remove}
                  style={{ top: y + layout.rowHeight - 9 }}
                  aria-label={`Remove h.${layer}`}
                  disabled={nLayer <= limits.nLayer[0]}
                  onClick={() => change({ nLayer: nLayer - 1 })}
                >
                  −
                </button>
              ))}
              {layout.blocks.slice(0, 1).map(({ layer, y }) => (
                <div
                  key={layer}
                  className={css.grip}
                  style={{ left: layout.boxX + layout.feedForwardWidth - 12, top: y - 3, height: layout.rowHeight + 6 }}
                  role="slider"
                  tabIndex={0}
                  aria-label="Width"
                  aria-valuenow={nEmbd}
                  aria-valuemin={limits.nEmbd[0]}
                  aria-valuemax={limits.nEmbd[1]}
                  onKeyDown={key}
                  onPointerDown={grab}
                  onPointerMove={pull}
                  onPointerUp={() => setDrag(null)}
                  onPointerCancel={() => setDrag(null)}
                />
              ))}
            </>
          ) : null}
        </div>
      }
    />
  )
}
