/** A slider for the size of the scores; a bar for each share, and the slope at the largest. */
import { Button } from '../../../ui/Button.tsx'
import { fixed, share as written } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { bracketed, totalOf } from '../../../instruments/explain/terms.ts'
import { largestOf, type Share, sharesOf } from './shares.ts'
import css from './SoftmaxSlope.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function SoftmaxSlope(figure) {
  const { params, change } = figure
  const { scale, words, seed } = params
  const shares = sharesOf(words, scale, seed)
  const top = largestOf(shares)
  return (
    <Figure
      of={figure}
      name="Softmax"
      title="from scores to shares"
      footer={<span>scores drawn with seed {seed}</span>}
      actions={<Button onClick={() => change({ seed: seed + 1 })}>Other scores</Button>}
    >
      <Scale
        label="size of the scores (standard deviation)"
        value={scale}
        min={0.1}
        max={16}
        step={0.1}
        format={(value) => fixed(value, 1)}
        onChange={(next) => change({ scale: next })}
      />
      <Bars shares={shares} />
      <dl className={css.facts}>
        <dt>largest share p</dt>
        <dd className="c-probability">{written(top.share, 4)}</dd>
        <dt>its slope p·(1 − p)</dt>
        <dd className="c-gradient">
          {fixed(top.share, 4)} · {fixed(1 - top.share, 4)} = {fixed(top.slope, 4)}
        </dd>
      </dl>
    </Figure>
  )
})

function Bars({ shares }: { shares: readonly Share[] }) {
  return (
    <table className={css.bars}>
      <caption className="vh">Score and share of every word</caption>
      <thead className="vh">
        <tr>
          <th scope="col">word</th>
          <th scope="col">score</th>
          <th scope="col">bar</th>
          <th scope="col">share</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ score, share }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
          <tr key={i}>
            <th scope="row">word {i + 1}</th>
            <td className="n">{fixed(score, 2)}</td>
            <td>
              <i style={{ width: `${100 * share}%` }} />
            </td>
            <td className="n">
              <DerivedNumber
                name={`share of word ${i + 1}`}
                shown={written(share, 3)}
                formula="e^score / Σ e^score; with the largest score taken away from all, no share changes"
              >
                <Softmax scores={shares.map((each) => each.score)} chosen={i} />
              </DerivedNumber>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Mounted only while the explanation is open. */
function Softmax({ scores, chosen }: { scores: readonly number[]; chosen: number }) {
  const top = Math.max(...scores)
  const powers = scores.map((score, i) => ({
    name: `e^(${fixed(score, 3)} − ${bracketed(top)})${i === chosen ? ', its own' : ''}`,
    value: Math.exp(score - top),
  }))
  return (
    <>
      <Sum
        caption="Σ, the largest first"
        terms={powers.map((power, i) => ({ ...power, name: `${i + 1}: ${power.name}` }))}
        most={8}
        digits={4}
      />
      {fixed(powers[chosen]!.value, 4)} / {fixed(totalOf(powers), 4)} = {written(powers[chosen]!.value / totalOf(powers), 4)}
    </>
  )
}
