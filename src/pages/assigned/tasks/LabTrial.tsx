/**
 * A task in the Lab, tried where it is written: a student's first run is trained right there, with the settings that the task begins with.
 * What it takes is said first, and a long one waits to be asked for.
 */
import { useEffect, useState } from 'react'
import { Failure } from '../../../instruments/Failure.tsx'
import { RunStatusLine } from '../../../instruments/RunStatusLine.tsx'
import { core, isRunning, session, useSession } from '../../../session/index.ts'
import { learning } from '../../../session/learning.ts'
import type { Assignment } from '../../../teach/assignment/assignment.ts'
import { Button } from '../../../ui/Button.tsx'
import { duration, int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { type LabSettings, setLab } from '../../lab/labSettings.ts'
import { watchTraining } from '../record/trainingTime.ts'
import css from './tasks.module.css'

/** A run that takes longer is not begun by one press. */
const AT_ONCE = 60

interface LabTrialProps extends Pick<Assignment, 'text' | 'seed'> {
  settings: LabSettings
  onTrained: (model: string) => void
}

type Stage = { kind: 'waiting' } | { kind: 'setting up' } | { kind: 'set up'; takes: string; long: boolean } | { kind: 'refused'; why: Why }
interface Why {
  message: string
  hint: string
}

export function LabTrial({ settings, text, seed, onTrained }: LabTrialProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'waiting' })
  const [begun, setBegun] = useState(false)
  const run = useSession((s) => s.run)
  const running = isRunning(run)
  const done = begun && !running && run?.status === 'done' ? run.modelId : null
  // As on a student's page, so that a goal over seconds can be tried too.
  useEffect(() => watchTraining(session, learning), [])
  useEffect(() => {
    if (done !== null) onTrained(done)
  }, [done, onTrained])
  const train = (): void => {
    setBegun(true)
    void session.getState().train()
  }
  const prepare = async (): Promise<void> => {
    setStage({ kind: 'setting up' })
    try {
      const content = text?.content
      await setLab(session, settings, { own: text && content !== undefined ? { name: text.name, content } : null, seed })
      const { draft } = session.getState()
      if (!draft) return setStage({ kind: 'waiting' })
      const { parameters, seconds } = await core.estimate(draft)
      const time = seconds < 1 ? 'less than a second' : `about ${duration(seconds)}`
      const takes = `${int(parameters)} parameters, ${int(draft.training.steps)} steps: ${time} on this device.`
      setStage({ kind: 'set up', takes, long: seconds > AT_ONCE })
      if (seconds <= AT_ONCE) train()
    } catch (thrown) {
      const { message, hint } = thrown as Why
      setStage({ kind: 'refused', why: { message, hint } })
    }
  }
  return (
    <>
      <div className={`row ${css.acts}`}>
        {begun && running ? (
          <Button disabled={run?.status === 'stopping'} onClick={() => void session.getState().stop()}>
            Stop
          </Button>
        ) : stage.kind === 'set up' && stage.long && !begun ? (
          <Button onClick={train}>Train it all the same</Button>
        ) : (
          <Button disabled={running || stage.kind === 'setting up'} onClick={() => void prepare()}>
            {stage.kind === 'setting up' ? 'Setting up …' : 'Train it here, as the task begins'}
          </Button>
        )}
        <span className="cap">
          {stage.kind === 'set up'
            ? stage.takes
            : running
              ? 'Another run is under way.'
              : `A run of up to ${AT_ONCE} seconds begins at once; of a longer one you are told first.`}
        </span>
      </div>
      {stage.kind === 'refused' ? (
        <Notice kind="failure" where="As the task begins it cannot be trained" hint={stage.why.hint}>
          {stage.why.message}
        </Notice>
      ) : null}
      {begun ? (
        <>
          <Failure place="training" where="Training" />
          <RunStatusLine run={run} />
        </>
      ) : null}
    </>
  )
}
