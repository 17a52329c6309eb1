/** The time-scrubber: the step of the open model's training that every figure on the page shows. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { Failure } from '../../instruments/Failure.tsx'
import { besideKept, measuredBy, openStep, pastOf, session, shownStep, stepsToCompute, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { fixed, int, toBits } from '../../ui/format.ts'
import { useKeys } from '../shell/keys.ts'
import { BranchForm } from './BranchForm.tsx'
import { Ruler } from './Ruler.tsx'
import css from './TimeScrubber.module.css'
import { usePlay } from './usePlay.ts'

/** `chart`: under a chart of the same run, whose axis numbers the steps; `page`: at the foot of a page, for all of its figures. */
export type ScrubberPlace = 'chart' | 'page'

/** Nothing where the open model has no past to go back to. */
export function TimeScrubber({ place }: { place: ScrubberPlace }) {
  const past = usePast()
  const id = useSession((s) => s.current?.id)
  return past ? <Scrubber key={id} past={past} place={place} /> : null
}

export function usePast() {
  const current = useSession((s) => s.current)
  const run = useSession((s) => s.run)
  const models = useSession((s) => s.models)
  return useMemo(() => pastOf({ current, run, models }), [current, run, models])
}

function Scrubber({ past, place }: { past: NonNullable<ReturnType<typeof usePast>>; place: ScrubberPlace }) {
  const { scrub, openAt } = session.getState()
  const step = useSession(shownStep)
  const opened = useSession(openStep)
  const rests = useSession((s) => s.pointer?.rests ?? false)
  const bits = useBits(step)
  const { playing, play, pause } = usePlay()
  const [branching, setBranching] = useState(false)
  const announced = useAnnouncement(opened, bits.words)
  const move = (to: number): void => {
    pause()
    scrub(to)
  }
  const toKept = (direction: -1 | 1) => () => {
    pause()
    void openAt(besideKept(past, shownStep(session.getState()), direction))
  }
  useKeys({ ',': toKept(-1), '.': toKept(1) })
  const computing = rests && opened !== step ? stepsToCompute(past, step) : 0
  return (
    <section className={css.scrubber} data-place={place} aria-label="Time-scrubber">
      <div className={place === 'page' ? 'wrap' : undefined}>
        <div className={css.row}>
          <button
            type="button"
            className={css.play}
            aria-label={playing ? 'Pause' : step >= past.newest ? 'Play the training from the start' : 'Play the training from here'}
            onClick={playing ? pause : play}
          >
            <svg viewBox="0 0 14 16" width="14" height="16" aria-hidden="true">
              <path d={playing ? 'M1 1h4v14H1zM9 1h4v14H9z' : 'M1 0v16l13-8z'} fill="currentColor" />
            </svg>
          </button>
          <Ruler past={past} step={step} said={`step ${int(step)}${bits.words}`} numbered={place === 'page'} onMove={move} />
          <p className={css.reading}>
            <b>step {int(step)}</b>
            <span>{computing > 0 ? `computing ${int(computing)} steps …` : bits.shown}</span>
          </p>
          <div className={css.actions}>
            <Button look="text" aria-expanded={branching} onClick={() => setBranching(!branching)}>
              Branch
            </Button>
            <Button look="text" disabled={step >= past.newest} onClick={() => move(past.newest)}>
              Now
            </Button>
          </div>
        </div>
        {branching ? <BranchForm key={opened} step={opened} onClose={() => setBranching(false)} /> : null}
        <Failure place="past" where="This run’s past" />
        <span className="vh" role="status">
          {announced}
        </span>
      </div>
    </section>
  )
}

/** What was measured on held-out text by a step, as it is shown and as it is read out. */
function useBits(step: number): { shown: string; words: string } {
  const evaluations = useSession((s) => s.run?.evaluations)
  const per = useSession((s) => s.run?.charactersPerToken)
  const found = measuredBy(evaluations ?? [], step)
  if (!found) return { shown: '', words: '' }
  const shown = `${fixed(toBits(found.validationLoss, per))} bits a letter${found.step === step ? '' : ` at ${int(found.step)}`}`
  return { shown, words: `, ${shown}` }
}

/** Said once, when another step is open: not while the pointer is on its way, and not as the page opens. */
function useAnnouncement(opened: number, words: string): string {
  const before = useRef(opened)
  const moving = useSession((s) => s.pointer !== null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (moving || before.current === opened) return
    before.current = opened
    setSaid(`Every figure shows step ${int(opened)}${words}.`)
  }, [opened, moving, words])
  return said
}
