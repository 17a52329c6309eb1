/** How a trained net did on digits that it has not seen: which it took for which, and its surest mistakes. */
import type { NetResult } from '../../../worker/protocol.ts'
import { share } from '../../../ui/format.ts'
import css from './DigitNet.module.css'
import { Tile } from '../../../figures/Tile.tsx'

type Result = Extract<NetResult, { kind: 'cnn' }>

const LABELS = Array.from({ length: 10 }, (_, i) => i)

export function Confusion({ confusion }: Pick<Result, 'confusion'>) {
  return (
    <div className="scrollx">
      <table className={css.confusion}>
        <caption>Held-out digits: a row for what it is, a column for what it was taken for</caption>
        <thead>
          <tr>
            <th scope="col">is ↓ taken for →</th>
            {LABELS.map((guess) => (
              <th key={guess} scope="col" className="n">
                {guess}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LABELS.map((label) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {LABELS.map((guess) => {
                const count = confusion[10 * label + guess]!
                return (
                  <td key={guess} className="n" data-right={label === guess || undefined} data-none={count === 0 || undefined}>
                    {count === 0 ? '·' : count}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Mistakes({ mistakes, onShow }: Pick<Result, 'mistakes'> & { onShow: (image: Uint8Array) => void }) {
  if (mistakes.length === 0) return <p className="cap">It made no mistake.</p>
  return (
    <div>
      <p className="cap">Its surest mistakes; press one to see what the filters make of it</p>
      <ul className={css.mistakes}>
        {mistakes.map(({ image, label, guess, probability }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a digit's place is its identity
          <li key={i}>
            <button type="button" onClick={() => onShow(image)}>
              <Tile values={image} to={255} label={`A handwritten ${label}`} />
              <span className="cap n">
                {label} → {guess} <span>{share(probability, 2)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
