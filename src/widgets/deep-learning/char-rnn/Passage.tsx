/** The trained net reads a passage: tinted where it is surprised, its state below, and what it expects next. */
import { Shades } from '../../../figures/Shades.tsx'
import { TintedText } from '../../../figures/TintedText.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import { NextShare, type OfPassage, Saturated, StateNumber, Surprise } from './PassageNumbers.tsx'

const NEXT = 6
/** Bits of surprise that take the fullest tint: about what a guess among 100 characters costs. */
const FULL_BITS = 7

export function Passage(of: OfPassage) {
  const { rnn, read } = of
  const last = read.characters.length - 1
  const caption = `surprise at each character, from 0 (bare) to ${FULL_BITS} bits (full)`
  return (
    <>
      <Twin
        caption={caption}
        table={() => (
          <table>
            <caption>{caption}; press a number for its equation</caption>
            <thead>
              <tr>
                <th scope="col">character</th>
                <th scope="col" className="n">
                  probability
                </th>
                <th scope="col" className="n">
                  bits
                </th>
              </tr>
            </thead>
            <tbody>
              {read.surprise.map((_, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a character's place is its identity
                <tr key={i}>
                  <th scope="row">{visible(read.characters[i + 1]!)}</th>
                  <td className="n">
                    <NextShare {...of} t={i} id={read.ids[i + 1]!} digits={3} />
                  </td>
                  <td className="n">
                    <Surprise {...of} t={i + 1} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        figure={
          <TintedText
            label={caption}
            tokens={read.characters}
            tints={read.characters.map((_, t) => (t === 0 ? 0 : read.surprise[t - 1]! / FULL_BITS))}
            colour="probability"
            first={1}
            signs
            said={(t) => (t === 0 ? 'nothing foretells it' : `${fixed(read.surprise[t - 1]!)} bits`)}
          >
            {(t) =>
              t === 0 ? (
                <>{visible(read.characters[0]!)}: nothing comes before it, so nothing foretells it</>
              ) : (
                <>
                  {visible(read.characters[t]!)}: probability <NextShare {...of} t={t - 1} id={read.ids[t]!} digits={3} />,{' '}
                  <Surprise {...of} t={t} /> bits of surprise
                </>
              )
            }
          </TintedText>
        }
      />
      <Shades
        caption="The state while it reads: a row for each character, a column for each number"
        values={read.states}
        columns={rnn.width}
        row="character"
        column="number of the state"
        colour="residual"
        height={Math.max(120, 7 * read.characters.length)}
        number={(t, c) => <StateNumber {...of} t={t} c={c} />}
      />
      <p className="cap">
        next:{' '}
        {read.next.slice(0, NEXT).map(({ id, token }, i) => (
          <span key={id}>
            {i > 0 ? ' · ' : ''}
            {visible(token)} <NextShare {...of} t={last} id={id} />
          </span>
        ))}
        ; <Saturated read={read} /> of the state lies beyond ±0.9
      </p>
    </>
  )
}
