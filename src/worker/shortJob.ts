/** A job without a training loop: something that is computed once, heard when it is to stop, and perhaps saved. */
import { toPlainError } from '../core/errors.ts'
import type { Environment } from './environment.ts'
import type { Task } from './jobs.ts'
import type { JobEnding, ModelSummary } from './protocol.ts'

/** Thrown where Stop was pressed. */
class Stopped extends Error {}

/** @param work is given what it awaits between its parts; its result is what the job came to */
export function shortJob(
  env: Environment,
  work: (breathe: () => Promise<void>) => Promise<Pick<JobEnding, 'measured'>>,
  about: { name: string; model?: ModelSummary },
): Task {
  let stopped = false
  const breathe = async (): Promise<void> => {
    await env.yieldToMessages()
    if (stopped) throw new Stopped()
  }
  return {
    ...(about.model && { model: about.model }),
    progress: () => ({ name: about.name, step: 0, totalSteps: 0, secondsLeft: null, unsaved: false }),
    stop: () => {
      stopped = true
    },
    async go(): Promise<JobEnding> {
      try {
        await breathe()
        return { status: 'done', step: 0, ...(await work(breathe)) }
      } catch (error) {
        return error instanceof Stopped ? { status: 'stopped', step: 0 } : { status: 'failed', step: 0, error: toPlainError(error) }
      }
    },
  }
}
