/** Train the net, see where its words lie, and ask its vectors for analogies. */
import { useEffect, useMemo, useState } from 'react'
import { PEOPLE } from '../../../core/data/world/cast.ts'
import type { PlainError } from '../../../core/errors.ts'
import { session } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useCore } from '../../../instruments/core.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import { courseText } from '../../../experiments/courseText.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { TokenMap } from '../../../instruments/TokenMap.tsx'
import { only } from '../../../instruments/tokenVectors.ts'
import type { Vectors } from '../../../instruments/vectors.ts'
import { ask, readingsOf } from './analogies.ts'
import type { WordVectorsParams } from './meta.ts'
import { DEFAULTS, trainWords } from './trained.ts'
import css from './WordVectors.module.css'

/** Enough of the world to count its words in. */
const COUNTED = 200_000
/** More words than these would lie on top of each other. */
const SHOWN = 56

const colourOf = (name: string): string =>
  (PEOPLE as string[]).includes(name.trim()) ? 'position' : /^ [A-Z]/.test(name) ? 'ink-3' : 'token'

const JOB = 'Word vectors'

export default function WordVectors({ text, onParams, onReadings, ...given }: WidgetProps<WordVectorsParams>) {
  useCore()
  const { begin, stop } = useJobs(JOB)
  const [sizes, setSizes] = useState({ ...DEFAULTS, ...given })
  const [so, setSo] = useState<Experiment | null>(null)
  const [words, setWords] = useState<Vectors | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const change = (next: WordVectorsParams): void => {
    setSizes({ ...sizes, ...next })
    onParams?.({ ...next })
  }
  const train = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    setWords(null)
    try {
      await session.getState().start()
      const content = text ?? (await courseText('world', COUNTED))
      const done = await trainWords(begin(), text ? { own: text } : { id: 'world' }, content, sizes, { onProgress: setSo })
      setSo(done.run)
      setWords(done.words)
    } catch (failure) {
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
    }
    setRunning(false)
  }
  const bits = so?.evaluations.at(-1)?.bitsPerCharacter ?? Number.NaN
  const readings = useMemo(() => (words && so ? readingsOf(words, bits, so.parameters) : null), [words, so, bits])
  useEffect(() => {
    if (readings) onReadings?.(readings)
  }, [readings, onReadings])
  const step = so?.curve.at(-1)?.step ?? 0
  return (
    <Instrument
      name="Words"
      title={`${sizes.width} numbers each, a window of ${sizes.window} tokens`}
      actions={
        <Button look="primary" onClick={() => (running ? stop() : void train())}>
          {running ? 'Stop' : 'Train'}
        </Button>
      }
      footer={
        <span>trained by the course’s core on {text ? 'the text given' : 'A small world'}, cut into at most 768 pieces of words</span>
      }
    >
      <Waiting title={JOB} />
      {error ? (
        <Notice kind="failure" where="Training" hint={error.hint} onDismiss={() => setError(null)}>
          {error.message}
        </Notice>
      ) : null}
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
    </Instrument>
  )
}

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
