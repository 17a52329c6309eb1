/** A model that learns to retell, trained in the page and tested on what it never saw. */
import { trainNet } from '../../../experiments/runToEnd.ts'
import type { CoreApi, RetellTask, Seq2SeqResult } from '../../../worker/protocol.ts'

export interface Settings {
  task: RetellTask
  layers: number
  width: number
  steps: number
  stories: number
  loss: 'target' | 'all'
  seed: number
}

export interface Progress {
  curve: { step: number; loss: number }[]
}
export interface Outcome extends Progress {
  task: RetellTask
  result: Seq2SeqResult
}

const [RATE, HEADS, HELD_OUT] = [3e-3, 4, 60]

export async function train(core: CoreApi, { task, ...settings }: Settings, report: (so: Progress) => void = () => {}): Promise<Outcome> {
  const curve: Progress['curve'] = []
  const result = await trainNet(
    core,
    { kind: 'seq2seq', tasks: [task], ...settings, heads: HEADS, learningRate: RATE, heldOut: HELD_OUT },
    ({ step, loss }) => {
      curve.push({ step, loss })
      report({ curve: [...curve] })
    },
  )
  return { task, result, curve }
}

export function readingsOf({ task, result }: Outcome) {
  const { model, baseline } = result.scores[task]!
  return {
    exact: model.exact,
    rouge1: model.rouge1,
    rouge2: model.rouge2,
    rougeL: model.rougeL,
    bleu: model.bleu,
    baselineRouge1: baseline.rouge1,
    baselineRougeL: baseline.rougeL,
    baselineBleu: baseline.bleu,
    heldOut: model.count,
    parameters: result.parameters,
  }
}
