/** The same table learned by gradient: a button, its progress, and both scores side by side. */
import { useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { session } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { useCore } from '../../../instruments/core.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import css from './BigramBench.module.css'
import { trainTable } from './trained.ts'

export interface TrainedTableProps {
  text: { id: string } | { own: string }
  steps: number
  countedBits: number
  onBits: (bits: number) => void
}

const JOB = 'The table, trained by gradient'

export function TrainedTable({ text, steps, countedBits, onBits }: TrainedTableProps) {
  useCore()
  const { begin, stop } = useJobs(JOB)
  const [so, setSo] = useState<Experiment | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const train = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    try {
      await session.getState().start()
      const done = await trainTable(begin(), text, { steps, onProgress: setSo })
      setSo(done)
      onBits(done.evaluations.at(-1)!.bitsPerCharacter)
    } catch (failure) {
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
    }
    setRunning(false)
  }
  const step = so?.curve.at(-1)?.step ?? 0
  const bits = so?.evaluations.at(-1)?.bitsPerCharacter
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div role="group" aria-label="The same table, trained" className={css.trained}>
      <div className="row between">
        <h3 className="h3">The same table, trained by gradient</h3>
        <Button look="primary" onClick={() => (running ? stop() : void train())}>
          {running ? 'Stop' : 'Train the table'}
        </Button>
      </div>
      {error ? (
        <Notice kind="failure" where="Training" hint={error.hint} onDismiss={() => setError(null)}>
          {error.message}
        </Notice>
      ) : null}
      <Waiting title={JOB} />
      <p role="status" className="cap n">
        {so ? `Step ${int(step)} of ${int(steps)}.` : `It begins with noise and reads ${int(steps * 256)} characters, in a few seconds.`}
      </p>
      <table>
        <caption>Surprise at the same held-out characters</caption>
        <thead>
          <tr>
            <th scope="col">table</th>
            <th scope="col" className="n">
              bits per character
            </th>
            <th scope="col" className="n">
              against counting
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">counted</th>
            <td className="n">{fixed(countedBits, 3)}</td>
            <td className="n">–</td>
          </tr>
          <tr>
            <th scope="row">trained{so && step < steps ? ', so far' : ''}</th>
            <td className="n">{bits === undefined ? '–' : fixed(bits, 3)}</td>
            <td className="n">{bits === undefined ? '–' : signed(bits - countedBits)}</td>
          </tr>
        </tbody>
      </table>
      {so?.written && !running ? <p className={css.sample}>T{so.written}</p> : null}
    </div>
  )
}
