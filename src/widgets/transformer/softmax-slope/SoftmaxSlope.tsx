/** A slider for the size of the scores; a bar for each share, and the slope at the largest. */
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { fixed, share as written } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import type { WidgetProps } from '../../contract.ts'
import { DerivedNumber } from '../../shared/DerivedNumber.tsx'
import { bracketed, Sum, totalOf } from '../../shared/Sum.tsx'
import type { SoftmaxSlopeParams } from './meta.ts'
import { largestOf, type Share, sharesOf } from './shares.ts'
import css from './SoftmaxSlope.module.css'

export default function SoftmaxSlope({ scale = 1, words = 6, onParams, onReadings }: WidgetProps<SoftmaxSlopeParams>) {
  const [size, setSize] = useState(scale)
  const [seed, setSeed] = useState(1)
  const shares = sharesOf(words, size, seed)
  const top = largestOf(shares)
  useEffect(() => onReadings?.({ largest: top.share, slope: top.slope, scale: size }), [top.share, top.slope, size, onReadings])
  return (
    <Instrument
      name="Softmax"
      title="from scores to shares"
      footer={<span>scores drawn with seed {seed}</span>}
      actions={<Button onClick={() => setSeed(seed + 1)}>Other scores</Button>}
    >
      <Scale
        label="size of the scores (standard deviation)"
        value={size}
        min={0.1}
        max={16}
        step={0.1}
        format={(value) => fixed(value, 1)}
        onChange={(value) => {
          setSize(value)
          onParams?.({ scale: value })
        }}
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
    </Instrument>
  )
}

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
