/** Train the net, see where its words lie, and ask its vectors for analogies. */
import { useMemo, useState } from 'react'
import { PEOPLE } from '../../../core/data/world/cast.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import { TokenMap } from '../../../instruments/TokenMap.tsx'
import { only } from '../../../instruments/tokenVectors.ts'
import type { Vectors } from '../../../instruments/vectors.ts'
import { ask, readingsOf } from './analogies.ts'
import css from './WordVectors.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

/** More words than these would lie on top of each other. */
const SHOWN = 56

const colourOf = (name: string): string =>
  (PEOPLE as string[]).includes(name.trim()) ? 'position' : /^ [A-Z]/.test(name) ? 'ink-3' : 'token'

export default draw(widget, function WordVectors(figure) {
  const { params: sizes, change, value, progress, busy: running } = figure
  const so = running ? progress : (value?.run ?? null)
  const words = running ? null : (value?.words ?? null)
  const bits = so?.evaluations.at(-1)?.bitsPerCharacter ?? Number.NaN
  const readings = useMemo(() => (words && so ? readingsOf(words, bits, so.parameters) : null), [words, so, bits])
  const step = so?.curve.at(-1)?.step ?? 0
  return (
    <Figure
      of={figure}
      name="Words"
      title={`${sizes.width} numbers each, a window of ${sizes.window} tokens`}
      start="Train"
      footer={
        <span>trained by the course’s core on {sizes.text ? 'the text given' : 'A small world'}, cut into at most 768 pieces of words</span>
      }
    >
      <div className={css.knobs}>
        <Stepper label="width" value={sizes.width} min={4} max={64} step={4} disabled={running} onChange={(width) => change({ width })} />
        <Stepper label="window" value={sizes.window} min={2} max={8} disabled={running} onChange={(window) => change({ window })} />
        <Stepper
          label="steps"
          value={sizes.steps}
          min={10}
          max={3000}
          step={100}
          disabled={running}
          onChange={(steps) => change({ steps })}
        />
      </div>
      <Readings>
        <BigNumber label="step" value={int(step)} unit={`of ${int(sizes.steps)}`} />
        <BigNumber label="held-out text" value={fixed(bits)} unit="bits" context="per character" />
        <BigNumber label="names beside names" value={share(readings?.namesTogether ?? Number.NaN, 2)} context="nearest word of a name" />
        <BigNumber
          label="analogies"
          value={readings ? `${int(readings.right!)} of ${int(readings.asked!)}` : '–'}
          context={readings ? `${int(readings.rightWithout!)} without arithmetic` : undefined}
        />
      </Readings>
      {words && words.names.length > 2 ? (
        <Outcome words={words} />
      ) : (
        <p className="cap" role="status">
          {running
            ? 'Pieces of words are being learned, then the net …'
            : words
              ? 'This text has too few words that are one piece.'
              : 'Nothing is trained yet.'}
        </p>
      )}
    </Figure>
  )
})

function Outcome({ words }: { words: Vectors }) {
  const shown = useMemo(
    () =>
      only(
        words,
        Array.from({ length: Math.min(SHOWN, words.names.length) }, (_, i) => i),
      ),
    [words],
  )
  const questions = useMemo(() => ask(words), [words])
  const [chosen, setChosen] = useState(() => Math.max(0, shown.names.indexOf(' she')))
  return (
    <>
      <TokenMap vectors={shown} chosen={chosen} onChoose={setChosen} colourOf={colourOf} />
      <Disclosure
        label="Every analogy that was asked"
        aside={`${questions.filter(({ answer, d }) => answer === d).length} of ${questions.length} right`}
      >
        <table>
          <caption>The nearest word to b − a + c, the three left out; and the nearest to c alone</caption>
          <thead>
            <tr>
              <th scope="col">a : b = c : …</th>
              <th scope="col">wanted</th>
              <th scope="col">b − a + c</th>
              <th scope="col">c alone</th>
            </tr>
          </thead>
          <tbody>
            {questions.map(({ a, b, c, d, answer, without }) => (
              <tr key={`${a} ${b} ${c}`}>
                <th scope="row">
                  {a} : {b} = {c} : …
                </th>
                <td>{d}</td>
                <td>{answer === d ? `✓ ${answer}` : answer}</td>
                <td>{without === d ? `✓ ${without}` : without}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </>
  )
}
