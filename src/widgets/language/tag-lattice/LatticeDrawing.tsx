/** Words across, their likely tags below each, the thicker the likelier after the one before; the best path is the heavy line. */
import { useWidth } from '../../../figures/useWidth.ts'
import type { MarkovTagger, Step } from '../../../language/markovTagger.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { share } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './TagLattice.module.css'

/** Tags of a word that are drawn: those that its counts make likely, and the one of the path. */
const ROWS = 4
const LEAST = 0.015
const TOP = 34
const ROW = 52
const LEAST_COLUMN = 50

interface LatticeProps {
  tagger: MarkovTagger
  steps: readonly Step[]
  at: number
  onWord: (i: number) => void
}

export function LatticeDrawing({ tagger, steps, at, onWord }: LatticeProps) {
  const { ref, width } = useWidth<HTMLDivElement>(520)
  const column = Math.max(LEAST_COLUMN, width / Math.max(1, steps.length))
  const shown = steps.map(likely)
  const rows = Math.max(1, ...shown.map((tags) => tags.length))
  const x = (i: number): number => (i + 0.5) * column
  const y = (row: number): number => TOP + (row + 0.5) * ROW
  const said = steps.map(({ text, best }) => `${text} ${tagger.tags[best]}`).join(', ')
  return (
    <Twin
      caption="Circles: how likely each tag is by the word alone. Lines: how likely it is after the tag before. Heavy: the best row of all."
      table={() => <LatticeTable tagger={tagger} steps={steps} />}
      figure={
        <div ref={ref} className={css.lattice}>
          <svg width={column * steps.length} height={TOP + rows * ROW + 4} role="img" aria-label={`The best row: ${said}.`}>
            <Lit name="position/after">
              {steps.slice(1).map((_, i) =>
                shown[i]!.flatMap((from, a) => {
                  const following = tagger.following(tagger.tags[from]!)
                  return shown[i + 1]!.map((to, b) => (
                    <path
                      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                      key={`${i} ${from} ${to}`}
                      d={`M${x(i)} ${y(a)}L${x(i + 1)} ${y(b)}`}
                      stroke="var(--position)"
                      strokeWidth={0.4 + 6 * following[to]!}
                      opacity={0.35}
                    />
                  ))
                }),
              )}
            </Lit>
            <Lit name="gradient/path">
              <path
                d={steps.map(({ best }, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(shown[i]!.indexOf(best))}`).join('')}
                fill="none"
                stroke="var(--ink)"
                strokeWidth={2.5}
              />
            </Lit>
            {steps.map((step, i) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the buttons below do
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
              <g key={i} onClick={() => onWord(i)} className={css.word} data-on={i === at || undefined}>
                <rect x={i * column + 1} y={0} width={column - 2} height={TOP + rows * ROW} fill="transparent" />
                <text x={x(i)} y={20} textAnchor="middle">
                  {step.text}
                </text>
                {shown[i]!.map((t, row) => (
                  <g key={t}>
                    <circle
                      cx={x(i)}
                      cy={y(row)}
                      r={5 + 15 * Math.sqrt(step.shares[t]!)}
                      fill={`color-mix(in oklab, var(--probability) ${Math.round(25 + 75 * step.shares[t]!)}%, var(--paper))`}
                      stroke={t === step.best ? 'var(--ink)' : 'none'}
                      strokeWidth={2}
                    />
                    <text className="halo" x={x(i)} y={y(row) + 4} textAnchor="middle">
                      {tagger.tags[t]}
                    </text>
                  </g>
                ))}
              </g>
            ))}
          </svg>
        </div>
      }
    />
  )
}

/** The likeliest first, and the tag of the path always among them. */
function likely({ shares, best }: Step): number[] {
  const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!)
  const top = order.filter((t) => shares[t]! >= LEAST).slice(0, ROWS)
  return top.includes(best) ? top : [...top.slice(0, ROWS - 1), best]
}

function LatticeTable({ tagger, steps }: Pick<LatticeProps, 'tagger' | 'steps'>) {
  return (
    <table>
      <caption>Each word with its favourite tag and the tag of the best row</caption>
      <thead>
        <tr>
          <th scope="col">word</th>
          <th scope="col">favourite</th>
          <th scope="col">best row</th>
          <th scope="col">likely by the word alone</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
          <tr key={i}>
            <th scope="row">{step.text}</th>
            <td>{tagger.tags[step.favourite]}</td>
            <td>{tagger.tags[step.best]}</td>
            <td>
              {likely(step)
                .map((t) => `${tagger.tags[t]} ${share(step.shares[t]!)}`)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
