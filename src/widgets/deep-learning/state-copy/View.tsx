/** The word before and after its vector, the share of right letters by place, and by length. */
import { useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Copy, LETTERS, readingsOf } from './copy.ts'
import css from './StateCopy.module.css'
import widget from './widget.ts'

export default draw(widget, function StateCopy(figure) {
  const { params, change, value } = figure
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Figure
      of={figure}
      name="Encoder–decoder"
      title={`a word through ${params.width} numbers`}
      actions={<Button onClick={() => change({ seed: params.seed + 1 })}>Other weights</Button>}
      footer={<span>the encoder’s weights are random; the decoder is fitted on 300 words and measured on 80 others, in this page</span>}
    >
      <div className={css.knobs}>
        <Field
          label={`Word out of the letters ${LETTERS}`}
          value={typed ?? params.word}
          maxLength={24}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            const word = event.target.value.toLowerCase().replace(/[^a-h]/g, '')
            setTyped(word)
            if (word.length >= 2) change({ word })
          }}
        />
        <Scale
          label="width of the state"
          value={params.width}
          min={4}
          max={64}
          step={4}
          format={String}
          onChange={(width) => change({ width })}
        />
        <Scale
          label="size of U"
          value={params.gain}
          min={0}
          max={2}
          step={0.1}
          format={(gain) => fixed(gain, 1)}
          onChange={(gain) => change({ gain: Number(gain.toFixed(1)) })}
        />
      </div>
      {value ? <Result copy={value} width={params.width} /> : null}
    </Figure>
  )
})

function Result({ copy, width }: { copy: Copy; width: number }) {
  const { word, read, byPlace, byLength } = copy
  const { right } = readingsOf(copy)
  return (
    <>
      <div className={css.way} aria-live="polite">
        <p className={css.letters}>
          {Array.from(word, (letter, t) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter is its place
            <span key={t} className="c-token">
              {letter}
            </span>
          ))}
        </p>
        <LitBox name="residual/vector" className={css.vector}>
          one vector of {int(width)} numbers
        </LitBox>
        <p className={css.letters}>
          {Array.from(read, (letter, t) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter is its place
            <span key={t} data-wrong={letter !== word[t]}>
              {letter}
            </span>
          ))}
        </p>
      </div>
      <Readings>
        <BigNumber label={`words of ${word.length}`} value={share(right!)} context="of letters read back" concept="c-probability" />
        <BigNumber label="first letter" value={share(byPlace[0]!)} context="guessing gets .125" />
        <BigNumber label="last letter" value={share(byPlace.at(-1)!)} />
      </Readings>
      <Curves
        caption="Share of letters that are read back rightly"
        curves={[
          { name: 'by the length of the word', points: byLength.map(({ length, right: y }) => ({ x: length, y })), colour: 'probability' },
          { name: `by place, in words of ${word.length}`, points: byPlace.map((y, t) => ({ x: t + 1, y })), colour: 'ink', dashed: true },
        ]}
        across="letters"
        writeX={int}
        writeY={(y) => share(y, 2)}
        dots
      />
    </>
  )
}
