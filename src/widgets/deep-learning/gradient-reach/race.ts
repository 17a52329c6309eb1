/** Both nets, trained on one text and measured on the same windows of its held-out part. */
import { splitText } from '../../../core/data/corpus.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { idsOf, type Rnn, reachOf, trainRnn } from '../../../experiments/rnn.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'

export const SIZES = { width: 24, time: 24, batch: 8 }
const WINDOWS = 16
/** Where the readings compare: so many characters back. */
export const BACK = 15

export interface Reach {
  rnn: { reach: number[]; bits: number; parameters: number }
  lstm: { h: number[]; c: number[]; bits: number; parameters: number }
}

export type Progress = { net: 'rnn' | 'lstm'; step: number }

export async function race(
  core: CoreApi,
  { text, steps, forget, seed }: { text: string; steps: number; forget: number; seed: number },
  onProgress: (progress: Progress) => void = () => {},
): Promise<Reach> {
  const { run, rnn } = await trainRnn(
    core,
    { own: text },
    { ...SIZES, steps, seed },
    {
      onProgress: ({ curve }) => onProgress({ net: 'rnn', step: curve.at(-1)?.step ?? 0 }),
    },
  )
  const lstm = await trainNet(core, { kind: 'lstm', text, ...SIZES, steps, seed, learningRate: 0.01, forgetBias: forget }, ({ step }) =>
    onProgress({ net: 'lstm', step }),
  )
  return {
    rnn: { reach: meanReach(rnn, splitText(text).validation), bits: run.evaluations.at(-1)!.bitsPerCharacter, parameters: run.parameters },
    lstm: { ...lstm.reach, bits: lstm.bitsPerCharacter, parameters: lstm.parameters },
  }
}

/** Over the same evenly spaced windows as the LSTM is measured on. */
export function meanReach(rnn: Rnn, heldOut: string): number[] {
  const ids = idsOf(rnn, heldOut)
  const sums = new Array<number>(SIZES.time).fill(0)
  for (let i = 0; i < WINDOWS; i++) {
    const start = Math.floor((i * (ids.length - SIZES.time - 1)) / (WINDOWS - 1))
    reachOf(rnn, ids.slice(start, start + SIZES.time + 1)).forEach((norm, back) => {
      sums[back]! += norm / WINDOWS
    })
  }
  return sums
}

export const kept = (reach: readonly number[]): number => reach[BACK]! / reach[0]!

/** Of an LSTM's whole state, h and c together. A cell that is full passes nothing on at once, so c alone may begin at zero. */
export const keptByLstm = ({ h, c }: Reach['lstm']): number => Math.hypot(h[BACK]!, c[BACK]!) / Math.hypot(h[0]!, c[0]!)

export const readingsOf = ({ rnn, lstm }: Reach): Readings => ({
  rnnKept: kept(rnn.reach),
  lstmKept: keptByLstm(lstm),
  rnnBits: rnn.bits,
  lstmBits: lstm.bits,
})
