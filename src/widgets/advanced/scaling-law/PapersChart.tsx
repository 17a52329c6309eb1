/** The published curves over parameters, each with 20 tokens to a parameter, GPT-1's point, and the learner's own runs beside them. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import { lossAt } from '../../../core/powerLaw.ts'
import { fact } from '../../../facts/facts.ts'
import { hoffmannLoss, kaplanLoss, RANGE } from '../../../facts/scaling.ts'
import type { Precedent } from '../../../experiments/precedent.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { modelName } from '../../../instruments/words.ts'
import { fixed, int } from '../../../ui/format.ts'
import { RATIO } from './ladder.ts'
import { NARROW } from './LawChart.tsx'
import css from './ScalingLaw.module.css'
import type { Fitted, Value } from './law.ts'

const HEIGHT = 380
const MARGIN = { left: 44, right: 16, top: 14, bottom: 40 }
const FROM = 1e3
const TO = 1e12
const TOP = 5

/** At the same number of tokens for a parameter as the ladder has. */
export const CURVES = [
  { id: 'kaplan', name: 'Kaplan 2020', range: RANGE.kaplan, of: (N: number) => kaplanLoss(N, RATIO * N) },
  { id: 'hoffmann', name: 'Chinchilla 2022', range: RANGE.hoffmann, of: (N: number) => hoffmannLoss(N, RATIO * N) },
] as const

/** GPT-1's perplexity on held-out text of its books, as a loss. */
export const GPT1 = { parameters: fact('gpt1.parameters'), loss: Math.log(fact('gpt1.perplexity')) }

const between = (low: number, high: number): number[] => Array.from({ length: 41 }, (_, i) => low * (high / low) ** (i / 40))

export function PapersChart({ value, fit, precedent }: { value: Value; fit: Fitted | null; precedent: Precedent | null }) {
  const { ref, width } = useWidth<HTMLDivElement>(680)
  const [bottom, right] = [HEIGHT - MARGIN.bottom, width - MARGIN.right]
  const x = scaleLog([FROM, TO], [MARGIN.left, right])
  const y = scaleLinear([1, TOP], [bottom, MARGIN.top])
  const path = line<number>((N) => x(N))
  const drawn = (of: (N: number) => number, Ns: number[]) => path.y((N) => y(of(N)))(Ns.filter((N) => of(N) <= TOP)) ?? ''
  const runs = [...value.runs, ...(value.after ? [value.after] : [])]
  return (
    <div ref={ref} className={css.chart}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Loss over parameters with ${RATIO} tokens to each. ${CURVES.map(({ name, of }) => `${name}: ${fixed(of(1e8))} at 100 million, ${fixed(of(1e11))} at 100 billion.`).join(' ')} GPT-1: ${fixed(GPT1.loss)}.`}
      >
        {[1, 2, 3, 4, 5].map((at) => (
          <g key={at}>
            <path d={`M${MARGIN.left} ${y(at)}H${right}`} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={y(at) + 4} textAnchor="end">
              {at}
            </text>
          </g>
        ))}
        {[
          [1e3, '1k'],
          [1e6, '1M'],
          [1e9, '1G'],
          [1e12, '1T'],
        ].map(([at, name]) => (
          <text key={name} x={x(at as number)} y={bottom + 17} textAnchor={at === TO ? 'end' : 'middle'}>
            {name}
          </text>
        ))}
        <text className="label" x={(MARGIN.left + right) / 2} y={HEIGHT - 5} textAnchor="middle">
          parameters
        </text>
        {CURVES.map(({ id, name, range, of }, i) => (
          <g key={id}>
            <path d={drawn(of, between(FROM, TO))} fill="none" stroke="var(--ink-3)" strokeDasharray="2 4" />
            <path
              d={drawn(of, between(range[0], range[1]))}
              fill="none"
              stroke="var(--ink-2)"
              strokeWidth={2}
              strokeDasharray={i === 0 ? '7 3' : undefined}
            />
            <text className="label halo" x={right} y={y(of(TO)) + (i === 0 ? 18 : -8)} textAnchor="end">
              {name}
            </text>
          </g>
        ))}
        <path d={`M${x(GPT1.parameters) - 5} ${y(GPT1.loss)}h10m-5 -5v10`} stroke="var(--ink)" strokeWidth={2} />
        <text className="label halo" x={x(GPT1.parameters) + 8} y={y(GPT1.loss) - 6}>
          GPT-1, {fixed(GPT1.loss)}
        </text>
        {precedent ? (
          <>
            <circle cx={x(precedent.parameters)} cy={y(precedent.loss)} r={3} fill="var(--paper)" stroke="var(--ink-3)" />
            <text className="label halo" x={x(precedent.parameters) + 8} y={y(precedent.loss) + 4}>
              {width < NARROW ? '' : `${modelName(precedent.model)}, `}
              {fixed(precedent.loss)} a character
            </text>
          </>
        ) : null}
        {fit ? (
          <path d={drawn((N) => lossAt(fit.law, N), between(FROM, TO))} fill="none" stroke="var(--ink)" strokeDasharray="2 3" />
        ) : null}
        {runs.map(({ rung, seed, loss }) => (
          <circle key={`${rung.width}/${seed}`} cx={x(rung.parameters)} cy={y(loss)} r={3} fill="var(--paper)" stroke="var(--ink)" />
        ))}
        {fit ? (
          <text className="label halo" x={x(value.next.parameters) + 10} y={y(fit.next) + 16}>
            yours, nats a character
          </text>
        ) : null}
      </svg>
    </div>
  )
}

export const PapersTable = () => (
  <table>
    <caption>Loss with {RATIO} tokens to each parameter, nats a token of its own text</caption>
    <thead>
      <tr>
        <th scope="col" className="n">
          parameters
        </th>
        {CURVES.map(({ id, name }) => (
          <th key={id} scope="col" className="n">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {[1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12].map((N) => (
        <tr key={N}>
          <th scope="row" className="n">
            {int(N)}
          </th>
          {CURVES.map(({ id, of }) => (
            <td key={id} className="n">
              {fixed(of(N))}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
