/** The open model's kept past: shown as it was after an earlier step, and branched from. */
import { useEffect, useState } from 'react'
import { isRunning, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/Field.tsx'
import { int } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Scale } from '../../ui/Scale.tsx'
import type { TrainingSettings } from '../../worker/protocol.ts'
import { Failure } from '../../instruments/Failure.tsx'
import css from './PastPanel.module.css'

/** A slider on its way passes many steps; only where it rests is opened. */
const REST_MS = 150

export function PastPanel() {
  const past = useSession((s) => (s.run?.modelId === s.current?.id && s.run ? s.run.past : NONE))
  const running = useSession((s) => isRunning(s.run))
  const id = useSession((s) => s.current?.id)
  const now = useSession((s) => s.models.find((m) => m.id === s.current?.id)?.step)
  if (running || now === undefined) return null
  const before = past.filter((step) => step < now)
  if (before.length === 0) return null
  return (
    <Instrument name="Look back" title={`${before.length} earlier ${before.length === 1 ? 'state is' : 'states are'} kept`}>
      <Failure place="past" where="This run’s past" />
      <Look key={id} steps={[...before, now]} />
    </Instrument>
  )
}

/** @param steps the last is the model as it is now */
function Look({ steps }: { steps: readonly number[] }) {
  const at = useSession((s) => s.at)
  const openAt = useSession((s) => s.openAt)
  const last = steps.length - 1
  const [index, setIndex] = useState(at === null ? last : steps.indexOf(at))
  const step = steps[index] ?? at ?? steps[last]!
  const latest = steps[last]!
  useEffect(() => {
    if (step === (at ?? latest)) return
    const timer = setTimeout(() => void openAt(step), REST_MS)
    return () => clearTimeout(timer)
  }, [step, at, latest, openAt])
  return (
    <>
      <Scale
        label="as it was after step"
        value={index < 0 ? last : index}
        min={0}
        max={last}
        step={1}
        ticks={Math.min(steps.length, 33)}
        format={() => int(step)}
        onChange={setIndex}
      />
      <p className={`cap ${css.said}`} role="status">
        {at === null
          ? 'The model is open as it is now. Move the pointer, and the sampler writes with an earlier one.'
          : `The model is open as it was after step ${int(at)}: the sampler, and every figure that asks it, meet that one.`}
      </p>
      {at === null ? null : <Branch key={at} step={at} onBack={() => setIndex(last)} />}
    </>
  )
}

/** A run of its own from here; with nothing changed it repeats the old one to the bit. */
function Branch({ step, onBack }: { step: number; onBack: () => void }) {
  const planned = useSession((s) => s.current?.spec?.training)
  const branch = useSession((s) => s.branch)
  const [changed, setChanged] = useState<Partial<TrainingSettings>>({})
  if (!planned) return null
  const training = { ...planned, ...changed }
  return (
    <>
      <div className={css.knobs}>
        <NumberField
          label="learning rate"
          value={training.learningRate}
          onChange={(learningRate) => setChanged({ ...changed, learningRate })}
        />
        <NumberField label="steps in all" value={training.steps} onChange={(steps) => setChanged({ ...changed, steps })} />
      </div>
      <div className={css.actions}>
        <Button onClick={() => void branch(step, changed)}>Branch from here</Button>
        <Button look="text" onClick={onBack}>
          Back to now
        </Button>
      </div>
    </>
  )
}

const NONE: readonly number[] = []
