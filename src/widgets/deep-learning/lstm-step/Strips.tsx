/** A row of bars for each gate, the cell and the state, a column for each character; a column is chosen by pressing its character. */
import { fixed, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { Step } from './cell.ts'
import css from './LstmStep.module.css'

const ROWS = [
  { name: 'i', lit: 'query/input', of: ({ gates }: Step) => gates.i },
  { name: 'f', lit: 'key/forget', of: ({ gates }: Step) => gates.f },
  { name: 'g', lit: 'value/content', of: ({ gates }: Step) => gates.g },
  { name: 'o', lit: 'position/output', of: ({ gates }: Step) => gates.o },
  { name: 'c', lit: 'residual/cell', of: ({ c }: Step) => c },
  { name: 'h', lit: 'probability/state', of: ({ h }: Step) => h },
] as const

export function Strips({ steps, chosen, onChoose }: { steps: readonly Step[]; chosen: number; onChoose: (t: number) => void }) {
  const most = Math.max(1, ...steps.map(({ c }) => Math.abs(c)))
  return (
    <Twin
      caption="gates, cell c and state h at each character; press one"
      table={() => <StepTable steps={steps} />}
      figure={
        <div className={css.strips} style={{ '--count': steps.length } as React.CSSProperties}>
          {ROWS.map(({ name, lit, of }) => (
            <LitBox key={name} name={lit} className={css.strip}>
              <i>{name}</i>
              {steps.map((step, t) => {
                const value = of(step) / (name === 'c' ? most : 1)
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                  <span key={t} className={css.slot} data-chosen={t === chosen}>
                    <span
                      style={{
                        height: `${50 * Math.abs(value)}%`,
                        background: `var(--${lit.split('/')[0]})`,
                        [value < 0 ? 'top' : 'bottom']: '50%',
                      }}
                    />
                  </span>
                )
              })}
            </LitBox>
          ))}
          <div className={css.strip}>
            <i />
            {steps.map(({ character }, t) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                key={t}
                type="button"
                className={css.character}
                aria-pressed={t === chosen}
                aria-label={`step ${t + 1}, ${visible(character)}`}
                onClick={() => onChoose(t)}
              >
                {visible(character)}
              </button>
            ))}
          </div>
        </div>
      }
    />
  )
}

function StepTable({ steps }: { steps: readonly Step[] }) {
  return (
    <table>
      <caption>Every gate, the cell and the state after each character</caption>
      <thead>
        <tr>
          <th scope="col">character</th>
          {ROWS.map(({ name }) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <tr key={t}>
            <th scope="row">{visible(step.character)}</th>
            {ROWS.map(({ name, of }) => (
              <td key={name} className="n">
                {fixed(of(step), 3)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
