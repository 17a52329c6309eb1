/** Where the time-scrubber would stand, of a model that has no earlier steps: how one gets some. */
import { isRunning, useSession } from '../../session/index.ts'
import { usePast } from '../scrubber/TimeScrubber.tsx'
import css from './TrainingPanel.module.css'

export function NoPast() {
  const past = usePast()
  const open = useSession((s) => s.current !== null && s.run?.modelId === s.current.id)
  const running = useSession((s) => isRunning(s.run))
  if (past || !open || running) return null
  return (
    <p className={`cap ${css.noPast}`}>
      This model came without the steps of its training. Train one here, and you can go back through its steps and branch from any.
    </p>
  )
}
