/** A chatbot that learns in the page and is graded on dialogues that it never saw. */
import { trainNet } from '../../../experiments/runToEnd.ts'
import type { ChatResult, ChatShare, ChatSpec, CoreApi } from '../../../worker/protocol.ts'

export interface Progress {
  curve: { step: number; loss: number }[]
}
export interface Outcome extends Progress {
  result: ChatResult
}

/** Dialogues that there are for each that is drawn. */
const DRAWN = 8

export async function train(core: CoreApi, settings: Omit<ChatSpec, 'kind'>, report: (so: Progress) => void = () => {}): Promise<Outcome> {
  const curve: Progress['curve'] = []
  // A short run draws few of them, and writing all would take longer than it does.
  const dialogues = Math.min(settings.dialogues, DRAWN * settings.steps * settings.batch)
  const result = await trainNet(core, { kind: 'chat', ...settings, dialogues }, ({ step, loss }) => {
    curve.push({ step, loss })
    report({ curve: [...curve] })
  })
  return { result, curve }
}

/** Dialogues that a run is graded on: a short one has learned little that many could show. */
export const heldOutFor = (steps: number): number => Math.min(60, Math.ceil(steps / 10))

export const shareOf = ({ right, of }: ChatShare): number => (of === 0 ? 0 : right / of)

export function readingsOf({ result: { report } }: Outcome) {
  const { known, unknown, outside, tooShy, baseline, graded } = report
  return {
    known: shareOf(known),
    unknown: shareOf(unknown),
    outside: shareOf(outside),
    tooShy: shareOf(tooShy),
    baseline: shareOf(baseline.known),
    heldOut: graded.length,
  }
}
