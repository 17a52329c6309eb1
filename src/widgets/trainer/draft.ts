/** What the trainer's parameters change in a run that is about to start. */
import { session } from '../../session/index.ts'
import type { ModelSizes, TrainingSettings } from '../../worker/protocol.ts'
import type { TrainerParams } from './meta.ts'

export function draftOf({ layers, heads, width, context, batch, steps }: TrainerParams): { sizes: Partial<ModelSizes>; training: Partial<TrainingSettings> } {
  const given = <T extends Record<string, number | undefined>>(all: T) =>
    Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: number }
  return { sizes: given({ nLayer: layers, nHead: heads, nEmbd: width, nCtx: context }), training: given({ batch, steps }) }
}

/** The draft is the session's, shared with the Lab: it changes when the learner turns a knob or starts a run, not when a lesson opens. */
export function applyToDraft(params: TrainerParams): void {
  const { sizes, training } = draftOf(params)
  if (Object.keys(sizes).length > 0) session.getState().editSizes(sizes)
  if (Object.keys(training).length > 0) session.getState().editTraining(training)
}
