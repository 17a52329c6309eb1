/** One press trains three small models on one text: as words, as stems, as lemmas. The bars say what each pays for a word. */
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { WidgetProps } from '../../contract.ts'
import type { PlainError } from '../../../core/errors.ts'
import { useModel } from '../../../instruments/model.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import { courseText } from '../../../experiments/courseText.ts'
import { Bars } from './Bars.tsx'
import { readingsOf, STEPS } from './measure.ts'
import type { NormalFormsParams } from './meta.ts'
import { type Outcome, prepare, type Progress, race } from './race.ts'

const TEXT = 'state-of-the-union'
const CHARACTERS = 60_000

const JOB = 'Words, stems and lemmas'

type State = { at: 'idle' } | { at: 'reading' } | { at: 'training'; progress: Progress } | { at: 'failed'; error: PlainError }

export default function NormalForms({ steps = STEPS, text, onReadings }: WidgetProps<NormalFormsParams>) {
  const { model } = useModel()
  const { begin, stop } = useJobs(JOB)
  const [state, setState] = useState<State>({ at: 'idle' })
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null)
  useEffect(() => {
    if (outcomes) onReadings?.(readingsOf(outcomes))
  }, [outcomes, onReadings])
  const busy = state.at === 'reading' || state.at === 'training'

  const go = async (): Promise<void> => {
    if (busy || !model) return
    const core = begin()
    setState({ at: 'reading' })
    try {
      const versions = await prepare(text ?? (await courseText(TEXT, CHARACTERS)))
      setOutcomes(await race(core, versions, steps, (progress) => setState({ at: 'training', progress })))
      setState({ at: 'idle' })
    } catch (error) {
      if ((error as PlainError).code === 'stopped') return setState({ at: 'idle' })
      const { code = 'internal', message = String(error), hint = '' } = error as Partial<PlainError>
      setState({ at: 'failed', error: { code, message, hint } })
    }
  }

  return (
    <Instrument
      name="Training"
      title="the same text as words, as stems, as lemmas"
      actions={
        <Button look="primary" aria-disabled={!model} onClick={() => (busy ? stop() : void go())}>
          {busy ? 'Stop' : outcomes ? 'Train all three again' : 'Train all three'}
        </Button>
      }
      footer={
        <>
          <span>
            three recurrent networks, 64 wide, {int(steps)} steps each, one seed
            {text ? '' : `, on the first ${int(CHARACTERS)} characters of the State of the Union`}
          </span>
          <span>they are forgotten afterwards; your own model stays open</span>
        </>
      }
    >
      {state.at === 'failed' ? (
        <Notice kind="failure" where="The comparison" hint={state.error.hint}>
          {state.error.message}
        </Notice>
      ) : null}
      <Waiting title={JOB} />
      <p className="cap" role="status">
        {sentence(state, outcomes !== null)}
      </p>
      {outcomes ? <Bars outcomes={outcomes} /> : null}
    </Instrument>
  )
}

const ORDER = { words: 1, stems: 2, lemmas: 3 } as const

function sentence(state: State, done: boolean): string {
  if (state.at === 'reading') return 'Loading the text and the dictionary, and finding every lemma …'
  if (state.at === 'training') {
    const { form, step, steps } = state.progress
    return `Model ${ORDER[form]} of 3, on ${form}: step ${int(step)} of ${int(steps)}.`
  }
  return done
    ? 'Measured on the last tenth of the text, which no model has seen.'
    : 'Nothing has been trained yet. It takes about ten seconds.'
}
