/** The same model, the same number of steps, and less and less different text: what a character is worth when it is read again. */
import { courseText } from '../../../experiments/courseText.ts'
import { experiment } from '../../../experiments/experiment.ts'
import { runToEnd } from '../../../experiments/runToEnd.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, ModelHandle, RunSpec, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { specOf, TEXT } from '../../../experiments/smallRun.ts'

export const EPOCHS = [1, 4, 16, 64] as const
const WIDTH = 24
/** Of a text, so much is learned from; the rest is held out. */
const LEARNED = 0.9

export interface Repeat {
  epochs: number
  /** different characters to learn from */
  unique: number
  /** at the end, on what it has read, nats a character */
  train: number
  /** on the held-out part of the whole text */
  heldOut: number
}

export interface Asked {
  steps: number
  seed: number
}

export interface Progress {
  done: readonly Repeat[]
  epochs: number
  step: number
}

const tokensOf = ({ training, sizes }: RunSpec): number => training.steps * training.batch * sizes.nCtx

/** @param own instead of the course's text */
export async function readAgain(core: CoreApi, asked: Asked, report: (so: Progress) => void, own?: string): Promise<Repeat[]> {
  if (own === undefined) return readPieces(core, asked, report, await wholeText(asked.steps), TEXT)
  return withText(core, { own }, ({ ref }) => readPieces(core, asked, report, own.slice(0, Math.floor(LEARNED * own.length)), ref))
}

/** @param whole what pieces are cut from @param heldOut a text whose last tenth they are measured on, which no piece reaches */
async function readPieces(
  core: CoreApi,
  { steps, seed }: Asked,
  report: (so: Progress) => void,
  whole: string,
  heldOut: TextRef,
): Promise<Repeat[]> {
  const done: Repeat[] = []
  const alphabet = [...new Set(whole)].join('')
  for (const epochs of EPOCHS) {
    const spec = specOf(WIDTH, steps, seed)
    const unique = Math.round(tokensOf(spec) / epochs)
    // Every piece begins with all characters once, so that none is unknown when the model is measured.
    const piece = alphabet + whole.slice(0, Math.round(unique / LEARNED) - alphabet.length)
    done.push(
      await withText(core, { own: piece }, async ({ ref }) => {
        let loss = Number.NaN
        const { evaluations } = await experiment(
          core,
          { ...spec, text: ref },
          ({ curve }) => report({ done: [...done], epochs, step: curve.at(-1)?.step ?? 0 }),
          async (trained) => {
            loss = await lossOn(core, trained, heldOut)
          },
        )
        return { epochs, unique, train: evaluations.at(-1)!.trainLoss, heldOut: loss }
      }),
    )
  }
  return done
}

/** Over the whole held-out part of a text, nats a character. */
async function lossOn(core: CoreApi, { id }: ModelHandle, text: TextRef): Promise<number> {
  const { measured, error } = await runToEnd(core, { kind: 'evaluate', keep: false, modelId: id, text }, () => {})
  if (error) throw error
  return measured!.after
}

/** So much of the course's text as the longest run reads. */
const wholeText = async (steps: number): Promise<string> => courseText(TEXT.id, Math.round(tokensOf(specOf(WIDTH, steps, 1)) / LEARNED))

export function readingsOf(done: readonly Repeat[]): Readings | null {
  if (done.length < EPOCHS.length) return null
  const [once, four, sixteen, most] = done as [Repeat, Repeat, Repeat, Repeat]
  return {
    once: once.heldOut,
    four: four.heldOut - once.heldOut,
    sixteen: sixteen.heldOut - once.heldOut,
    most: most.heldOut - once.heldOut,
    gap: most.heldOut - most.train,
  }
}
