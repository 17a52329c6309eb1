/** A slider for the size of the scores; a bar for each share, and the slope at the largest. */
import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { fixed, share as written } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Scale } from '../../ui/Scale.tsx'
import type { WidgetProps } from '../contract.ts'
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
    <Instrument name="Softmax" title="from scores to shares" footer={<span>scores drawn with seed {seed}</span>} actions={<Button onClick={() => setSeed(seed + 1)}>Other scores</Button>}>
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
            <td className="n">{written(share, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
