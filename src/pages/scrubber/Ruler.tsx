/** The steps of a run as a ruler: a tick for each state that is kept, and a pointer that is moved along it. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../figures/useWidth.ts'
import { int } from '../../ui/format.ts'
import type { Past } from '../../session/index.ts'
import css from './Ruler.module.css'

export interface RulerProps {
  past: Past
  /** where the pointer stands */
  step: number
  /** "step 6,400, 1.68 bits a letter" */
  said: string
  /** the ruler's numbers, where no axis above it has them */
  numbered: boolean
  onMove: (step: number) => void
}

const LINE = 14

export function Ruler({ past: { kept, newest, planned }, step, said, numbered, onMove }: RulerProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const x = scaleLinear([0, planned], [0, width])
  const height = numbered ? 40 : 24
  const marks = x.ticks(Math.max(2, Math.min(8, Math.floor(width / 90))))
  return (
    <div ref={ref} className={css.ruler} style={{ height }}>
      <svg width={width} height={height} aria-hidden="true">
        {x.ticks(Math.max(4, Math.min(40, Math.floor(width / 18)))).map((tick) => (
          <path key={tick} d={`M${x(tick)} ${LINE}v4`} stroke="var(--line-2)" />
        ))}
        <path d={`M${x(newest)} ${LINE}H${width}`} stroke="var(--line-2)" strokeDasharray="2 3" />
        <path d={`M0 ${LINE}H${x(newest)}`} stroke="var(--ink-3)" />
        {kept.map((each) => (
          <path key={each} d={`M${x(each)} ${LINE}v-5`} stroke="var(--ink-3)" />
        ))}
        {numbered
          ? marks.map((mark) => (
              <text key={mark} x={x(mark)} y={LINE + 20} textAnchor={mark === 0 ? 'start' : x(mark) > width - 16 ? 'end' : 'middle'}>
                {int(mark)}
              </text>
            ))
          : null}
      </svg>
      <input
        type="range"
        aria-label="Step of training"
        aria-valuetext={said}
        aria-keyshortcuts=", ."
        min={0}
        max={planned}
        step={1}
        value={step}
        onChange={(event) => onMove(event.target.valueAsNumber)}
      />
    </div>
  )
}
