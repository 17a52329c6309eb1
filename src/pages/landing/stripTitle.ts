/** What the strip shows, in one sentence that is true of the run on show. */
import { isRunning, useSession } from '../../session/index.ts'
import { int } from '../../ui/format.ts'

export function useStripTitle(): string {
  const run = useSession((s) => s.run)
  const current = useSession((s) => s.current)
  const starting = useSession((s) => s.device === null && s.failures.device === undefined)
  const parameters = useSession((s) => (isRunning(s.run) && s.run?.modelId === null ? s.estimate?.parameters : s.current?.parameters))
  const size = parameters === undefined ? 'a model' : `a model of ${int(parameters)} parameters`
  if (isRunning(run)) return `${size} is learning to write, here`
  if (!run || !current) return starting ? 'the core is starting' : 'no model is open'
  const how = `how this model was trained: ${int(run.step)} steps on ${run.textTitle}`
  if (current.origin === 'shipped') return `${how}, by this course’s own core`
  return current.origin === 'trained' ? `${how}, in this browser` : how
}
