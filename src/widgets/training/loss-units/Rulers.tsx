/** Four scales of one length: where the pointer stands on one, it stands on all. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, int } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './LossUnits.module.css'
import { MOST, unitsOf } from './units.ts'

export interface RulersProps {
  nats: number
  perToken: number
  marks: readonly { name: string; nats: number }[]
}

const ROW = 50
const TOP = 12
const SIDE = 14

export function Rulers({ nats, perToken, marks }: RulersProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const x = scaleLinear([0, MOST], [SIDE, width - SIDE])
  const few = width < 460
  const bits = (per: number) =>
    scaleLinear([0, MOST / Math.LN2 / per], [0, 1])
      .ticks(few ? 5 : 9)
      .map((value) => ({ at: value * Math.LN2 * per, text: String(value) }))
  const rulers = [
    { name: 'nats a token', ticks: x.ticks(few ? 6 : 11).map((at) => ({ at, text: String(at) })) },
    { name: 'bits a token', ticks: bits(1) },
    {
      name: 'perplexity',
      ticks: [1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 50_000]
        .filter((_, i) => !few || [0, 3, 6, 7, 8].includes(i))
        .map((value) => ({ at: Math.log(value), text: int(value) })),
    },
    { name: `bits a character, at ${fixed(perToken, 1)} a token`, ticks: bits(perToken) },
  ]
  const height = TOP + rulers.length * ROW
  const now = unitsOf(nats, perToken)
  return (
    <Twin
      caption="the pointer stands at the same loss on all four"
      table={() => <MarksTable marks={marks} perToken={perToken} />}
      figure={
        <div ref={ref}>
          <svg
            className={css.rulers}
            width={width}
            height={height}
            role="img"
            aria-label={`${fixed(nats)} nats a token are ${fixed(now.bitsPerToken)} bits a token, a perplexity of ${fixed(now.perplexity, 1)}, and ${fixed(now.bitsPerCharacter)} bits a character.`}
          >
            {rulers.map(({ name, ticks }, row) => {
              const y = TOP + row * ROW + 22
              return (
                <g key={name}>
                  <text x={width - SIDE} y={y - 8} textAnchor="end" className={css.name}>
                    {name}
                  </text>
                  <path d={`M${x(0)} ${y}H${x(MOST)}`} stroke="var(--ink-3)" />
                  {ticks.map(({ at, text }) => (
                    <g key={text}>
                      <path d={`M${x(at)} ${y}v6`} stroke="var(--ink-3)" />
                      <text x={x(at)} y={y + 19} textAnchor="middle" className={css.tick}>
                        {text}
                      </text>
                    </g>
                  ))}
                </g>
              )
            })}
            {marks.map(({ name, nats: at }) => (
              <path key={name} d={`M${x(at)} 2V${height}`} stroke="var(--ink-3)" strokeDasharray="2 4" />
            ))}
            <path d={`M${x(nats)} 0V${height}`} stroke="var(--ink)" strokeWidth={2} />
          </svg>
        </div>
      }
    />
  )
}

function MarksTable({ marks, perToken }: Pick<RulersProps, 'marks' | 'perToken'>) {
  return (
    <table>
      <caption>Where some models stand; bits a character at {fixed(perToken, 1)} characters a token</caption>
      <thead>
        <tr>
          <th scope="col">who</th>
          {['nats a token', 'bits a token', 'perplexity', 'bits a character'].map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {marks.map(({ name, nats }) => {
          const { bitsPerToken, perplexity, bitsPerCharacter } = unitsOf(nats, perToken)
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{fixed(nats)}</td>
              <td className="n">{fixed(bitsPerToken)}</td>
              <td className="n">{perplexity < 100 ? fixed(perplexity) : int(perplexity)}</td>
              <td className="n">{fixed(bitsPerCharacter)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
