/** The text as pieces to choose from; the chosen one's two rows and their sum as bars; its nearest tokens in the table. */
import { VectorBars } from '../../../figures/VectorBars.tsx'
import { nearest, vectorOf } from '../../../instruments/vectors.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './EmbeddingSum.module.css'
import { type EmbeddingSum, MOST_TOKENS, placeIn, readingsOf, twinOf } from './sum.ts'
import widget from './widget.ts'

export default draw(widget, function EmbeddingSumView(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      name="Embedding"
      title="a token’s row plus a place’s row"
      busy="reading both tables …"
      waiting="The rows stand here as soon as a model is open and there is text."
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
      {value ? <Result of={value} at={placeIn(value, params.place)} onPlace={(place) => change({ place })} /> : null}
    </Figure>
  )
})

const NEAR = 5

function Result({ of, at, onPlace }: { of: EmbeddingSum; at: number; onPlace: (place: number) => void }) {
  const { tokens, vectors, rows } = of
  const { id, token, position, sum } = rows[at]!
  const { cosine, alike, ...lengths } = readingsOf(of, at)
  const twin = twinOf(of, at)
  const near = nearest(vectors, vectorOf(vectors, id), [id]).slice(0, NEAR)
  return (
    <>
      <fieldset className={css.pieces}>
        <legend className="vh">The text; press a token</legend>
        {tokens.map((piece, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
          <button key={t} type="button" aria-pressed={t === at} aria-label={`token ${t}, ${visible(piece)}`} onClick={() => onPlace(t)}>
            {visible(piece)}
          </button>
        ))}
      </fieldset>
      <VectorBars
        caption={`row ${int(id)} of the token table and row ${int(at)} of the position table, ${int(token.length)} numbers each`}
        rows={[
          { name: `token ${visible(tokens[at]!)}`, values: token, colour: 'token' },
          { name: `place ${at}`, values: position, colour: 'position' },
          { name: 'sum', values: sum, colour: 'residual' },
        ]}
      />
      <Readings>
        <BigNumber label="token’s row" concept="c-token" value={fixed(lengths.token)} context="length" />
        <BigNumber label="place’s row" concept="c-position" value={fixed(lengths.position)} context="length" />
        <BigNumber label="cosine of the two" value={fixed(cosine)} context={`length of the sum ${fixed(lengths.sum)}`} />
      </Readings>
      <p className="cap" role="status">
        In the table <span className="tok">{visible(tokens[at]!)}</span> is most like{' '}
        {near.map(({ index, cosine: how }) => `${visible(vectors.names[index]!)} ${fixed(how)}`).join(', ')}.{' '}
        {twin === null
          ? 'It stands in this text once.'
          : `It stands at place ${twin} too: the same row of the one table, another of the other, and the cosine of both sums is ${fixed(alike)}.`}
      </p>
    </>
  )
}
