/** Tables of counts and a small GPT on the same text: what each has left of surprise on the tenth that neither has read. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, CountedNgrams, RunSpec, TextChoice, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Settings {
  text?: string
  layers: number
  width: number
  steps: number
  seed: number
}

export interface Counted {
  /** bits per held-out character of tables of 1 to 8 in a row */
  orders: readonly number[]
  best: { order: number; bits: number }
}

export interface Race extends Counted {
  /** null: nothing is trained yet */
  run: Experiment | null
  seconds: number
}

const CONTEXT = 64
const HEADS = 4

/** Without a text of one's own, stories of the small world. */
export const textOf = (own: string | undefined): TextChoice => (own === undefined ? { id: 'world' } : { own })

export async function count(core: CoreApi, own: string | undefined): Promise<Counted> {
  const { orders, best }: CountedNgrams = await core.ngrams(textOf(own), { prompt: '', order: 1, length: 0, seed: 1 })
  return { orders: orders.map(({ bits }) => bits), best: { order: best.order, bits: best.bits } }
}

const specOf = (text: TextRef, { layers, width, steps, seed }: Settings): RunSpec => ({
  text,
  sizes: { nLayer: layers, nHead: HEADS, nEmbd: width, nCtx: CONTEXT, dropout: 0 },
  training: {
    batch: 8,
    steps,
    learningRate: 3e-3,
    warmup: Math.round(steps / 20),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: Math.max(5, Math.round(steps / 15)),
    seed,
  },
  samplePrompt: '',
})

export async function race(core: CoreApi, settings: Settings, report: (so: Experiment) => void): Promise<Race> {
  const counted = await count(core, settings.text)
  const begun = performance.now()
  const run = await withText(core, textOf(settings.text), ({ ref }) => experiment(core, specOf(ref, settings), report))
  return { ...counted, run, seconds: (performance.now() - begun) / 1000 }
}

export const bitsOf = (run: Experiment | null): number => run?.evaluations.at(-1)?.bitsPerCharacter ?? Number.NaN

export function readingsOf({ orders, best, run }: Race, own: string | undefined): Readings {
  const counted = { characters: own?.length ?? 0, pairs: orders[1]!, triples: orders[2]!, best: best.bits, bestOrder: best.order }
  return run ? { ...counted, bits: bitsOf(run), parameters: run.parameters } : counted
}
