/** A grid of guesses, one row a depth and one column a token; below, the chosen state's scores, and its best guesses over depth. */
import { type KeyboardEvent, useMemo } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { productsOf } from '../../../instruments/explain/terms.ts'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { decidesAt, lateOf, type Lens, MOST_TOKENS, placeIn, scoresOf, sharesOf } from './lens.ts'
import css from './LogitLens.module.css'
import widget from './widget.ts'

export default draw(widget, function LogitLens(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      name="Lens"
      title="the guess after every block"
      busy="reading every depth …"
      waiting="The guesses stand here as soon as a model is open and there is text."
      controls={
        <Field
          label="Text"
          value={params.text}
          maxLength={MOST_TOKENS}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => change({ text: target.value })}
        />
      }
    >
      {value ? (
        <Result
          lens={value}
          token={placeIn(value, params.place)}
          depth={Math.min(params.depth, value.states.length - 1)}
          onChoose={(place, depth) => change({ place, depth })}
        />
      ) : null}
    </Figure>
  )
})

const depthName = (depth: number): string => (depth === 0 ? 'embedding' : `block ${depth - 1}`)

function Result({
  lens,
  token,
  depth,
  onChoose,
}: {
  lens: Lens
  token: number
  depth: number
  onChoose: (place: number, depth: number) => void
}) {
  const { tokens, names, guesses } = lens
  const decides = decidesAt(lens, token)
  const last = guesses.at(-1)![token]!
  return (
    <>
      <Twin
        caption="the likeliest next token by each depth, the darker the surer"
        figure={<Grid lens={lens} token={token} depth={depth} onChoose={onChoose} />}
        table={() => (
          <table>
            <caption>The likeliest next token and its share, by depth and token</caption>
            <thead>
              <tr>
                <th scope="col">after</th>
                {guesses.map((_, d) => (
                  <th key={depthName(d)} scope="col" className="n">
                    {depthName(d)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tokens.map((piece, t) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
                <tr key={t}>
                  <th scope="row" className="tok">
                    {visible(piece)}
                  </th>
                  {guesses.map((row, d) => (
                    <td key={depthName(d)} className="n">
                      {visible(names[row[t]!.id]!)} {share(row[t]!.share)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      />
      <p className="cap" role="status">
        After “{tokens.slice(Math.max(0, token - 11), token + 1).join('')}” the model says{' '}
        <span className="tok">{visible(names[last.id]!)}</span>, {share(last.share)}.{' '}
        {decides === 0
          ? 'The embedding alone says so too, and no block changes it.'
          : `From ${depthName(decides)} on that is its likeliest guess; one step earlier it was ${visible(names[guesses[decides - 1]![token]!.id]!)}.`}{' '}
        At {int(lateOf(lens))} of these {int(tokens.length)} tokens the guess comes only with the last block.
      </p>
      <Scores lens={lens} token={token} depth={depth} />
      <Rise lens={lens} token={token} depth={depth} />
    </>
  )
}

function Grid({
  lens,
  token,
  depth,
  onChoose,
}: {
  lens: Lens
  token: number
  depth: number
  onChoose: (place: number, depth: number) => void
}) {
  const { tokens, names, guesses } = lens
  const top = guesses.length - 1
  const key = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (!move) return
    event.preventDefault()
    onChoose(Math.max(0, Math.min(tokens.length - 1, token + move[0]!)), Math.max(0, Math.min(top, depth + move[1]!)))
  }
  const guess = guesses[depth]![token]!
  return (
    <LitBox name="probability" className={css.scroll}>
      <div
        className={css.grid}
        role="slider"
        tabIndex={0}
        aria-label="Guesses by depth and token; left and right move over the tokens, up and down over the depths"
        aria-valuemin={0}
        aria-valuemax={tokens.length - 1}
        aria-valuenow={token}
        aria-valuetext={`after token ${token}, ${visible(tokens[token]!)}, at ${depthName(depth)}: ${visible(names[guess.id]!)}, ${share(guess.share)}`}
        style={{ gridTemplateColumns: `max-content repeat(${tokens.length}, minmax(18px, 1fr))` }}
        onKeyDown={key}
      >
        {guesses
          .map((row, d) => ({ row, d }))
          .reverse()
          .map(({ row, d }) => (
            <Row key={d} name={depthName(d)} of={{ row, d, names, token, depth }} onChoose={onChoose} />
          ))}
        <span className={css.label}>it has read</span>
        {tokens.map((piece, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
          <span key={t} className={css.read} data-on={t === token || undefined}>
            {visible(piece)}
          </span>
        ))}
      </div>
    </LitBox>
  )
}

interface RowOf {
  row: Lens['guesses'][number]
  d: number
  names: readonly string[]
  token: number
  depth: number
}

function Row({
  name,
  of: { row, d, names, token, depth },
  onChoose,
}: {
  name: string
  of: RowOf
  onChoose: (place: number, depth: number) => void
}) {
  return (
    <>
      <span className={css.label}>{name}</span>
      {row.map(({ id, share: sure }, t) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
          key={t}
          className={css.cell}
          data-column={t === token || undefined}
          data-on={(t === token && d === depth) || undefined}
          style={{ background: `color-mix(in oklab, var(--probability) ${(58 * sure).toFixed(1)}%, transparent)` }}
          onPointerUp={() => onChoose(t, d)}
        >
          {visible(names[id]!)}
        </span>
      ))}
    </>
  )
}

const ROWS = 5

/** The chosen state times the table: the best five scores with their products, and what softmax makes of them. */
function Scores({ lens, token, depth }: { lens: Lens; token: number; depth: number }) {
  const { names, table, width, states } = lens
  const scores = useMemo(() => scoresOf(lens, depth, token), [lens, depth, token])
  const shares = sharesOf(scores)
  const sum = Math.log(scores.reduce((total, score) => total + Math.exp(score - scores[0]!), 0)) + scores[0]!
  const best = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, ROWS)
  const state = Array.from({ length: width }, (_, c) => states[depth]![token * width + c]!)
  const most = shares[best[0]!]!
  return (
    <table className={css.scores}>
      <caption className="cap">
        {depth === 0 ? 'The embedding' : `What ${depthName(depth)} gives out`} at{' '}
        <span className="tok">{visible(lens.tokens[token]!)}</span>, times the table: the best {ROWS} of {int(names.length)}
      </caption>
      <thead>
        <tr>
          <th scope="col">token</th>
          <th scope="col" className="n">
            h · row
          </th>
          <th scope="col">
            <span className="vh">bar</span>
          </th>
          <th scope="col" className="n">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {best.map((id) => (
          <tr key={id}>
            <th scope="row" className="tok">
              {visible(names[id]!)}
            </th>
            <td className="n">
              <DerivedNumber name={`score of ${visible(names[id]!)}`} shown={fixed(scores[id]!)} formula="h·row, number by number">
                <Sum
                  caption={`${int(width)} products`}
                  terms={productsOf(
                    state,
                    Array.from({ length: width }, (_, c) => table[id * width + c]!),
                    (c) => `number ${c}`,
                  )}
                />
              </DerivedNumber>
            </td>
            <td className={css.bar}>
              <i style={{ width: `${(100 * shares[id]!) / most}%` }} />
            </td>
            <td className="n">
              <DerivedNumber
                name={`share of ${visible(names[id]!)}`}
                shown={share(shares[id]!)}
                formula="e^score / the sum of e^score over all"
              >
                e^{fixed(scores[id]!, 3)} / e^{fixed(sum, 3)} = e^({fixed(scores[id]! - sum, 3)}) = {share(shares[id]!)}
              </DerivedNumber>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The last three candidates' shares, from the embedding to the top. */
function Rise({ lens, token, depth }: { lens: Lens; token: number; depth: number }) {
  const { names } = lens
  const shares = useMemo(() => lens.states.map((_, d) => sharesOf(scoresOf(lens, d, token))), [lens, token])
  const last = shares.at(-1)!
  const best = [...last.keys()].sort((a, b) => last[b]! - last[a]!).slice(0, 3)
  return (
    <Curves
      caption="share of the last three candidates by depth"
      across="blocks passed"
      curves={best.map((id, i) => ({
        name: visible(names[id]!),
        points: shares.map((at, x) => ({ x, y: at[id]! })),
        colour: i === 0 ? 'probability' : 'ink-3',
        dashed: i > 0,
      }))}
      writeX={int}
      writeY={(y) => share(y, 2)}
      dots
      marker={depth}
    />
  )
}
