/** The kept probabilities laid end to end from 0 to 1, and the place where the dice fell. */
import { share, visible } from '../ui/format.ts'
import type { BarEntry } from './barEntry.ts'
import { useWidth } from './useWidth.ts'

/**
 * Segments in the order of `entries`, most probable first.
 * `dice` is in [0, 1); the pointer stands at the share that the dice took.
 */
export function DiceRuler({ entries, rolled }: { entries: readonly BarEntry[]; rolled: { id: number; dice: number } | null }) {
  const { ref, width } = useWidth<HTMLDivElement>(316)
  const span = width - 1
  const { segments, thin } = laidOut(entries, span, rolled?.id)
  const pointer = rolled ? rolled.dice * span : null
  const flip = pointer !== null && pointer > width - 110
  return (
    <div ref={ref} style={{ padding: '12px 0 4px' }}>
      <svg
        width={width}
        height={46}
        viewBox={`0 0 ${width} 46`}
        role="img"
        aria-label={rolled ? `The dice fell on ${share(rolled.dice)}` : 'The kept probabilities laid end to end; nothing rolled yet'}
      >
        <path d={thin} fill="color-mix(in oklab, var(--probability) 16%, var(--paper))" />
        {segments.map(({ entry, x, w }) => (
          <g key={entry.id}>
            <rect
              x={x}
              y={18}
              width={w}
              height={10}
              fill={entry.id === rolled?.id ? 'var(--probability)' : 'color-mix(in oklab, var(--probability) 16%, var(--paper))'}
              stroke="var(--paper)"
              strokeWidth={w > 3 ? 1 : 0}
            />
            {w > 9 * (visible(entry.token).length + 1) ? (
              <text x={x + 3} y={42} style={entry.id === rolled?.id ? { fill: 'var(--ink)', fontWeight: 500 } : undefined}>
                {visible(entry.token)}
              </text>
            ) : null}
          </g>
        ))}
        {pointer === null ? null : (
          <g>
            <path d={`M${pointer - 5} 8h10l-5 8zM${pointer} 16v14`} fill="var(--ink)" stroke="var(--ink)" />
            <text x={pointer + (flip ? -10 : 10)} y={13} textAnchor={flip ? 'end' : 'start'} style={{ fill: 'var(--ink)' }}>
              rolled {share(rolled!.dice)}
            </text>
          </g>
        )}
      </svg>
    </div>
  )
}

/** In pixels; less wide, a share is part of a band: a vocabulary may have forty thousand of them, and a page not as many elements. */
const THIN = 0.5

/** Where each share lies on a line of `span` pixels: those to be seen one by one, the rolled one among them, and the rest as an SVG path. */
export function laidOut(entries: readonly BarEntry[], span: number, rolled?: number) {
  const segments: { entry: BarEntry; x: number; w: number }[] = []
  let thin = ''
  let [x, from] = [0, 0]
  const band = (): void => {
    if (x > from) thin += `M${from.toFixed(2)} 18H${x.toFixed(2)}V28H${from.toFixed(2)}Z`
  }
  for (const entry of entries) {
    const w = entry.kept * span
    if (w >= THIN || entry.id === rolled) {
      band()
      segments.push({ entry, x, w })
      from = x + w
    }
    x += w
  }
  band()
  return { segments, thin }
}
