/** Three small models, one for each version of a text, trained one after the other by the core; and what their losses come to in bits for each word. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { experiment } from '../../../experiments/experiment.ts'
import { loadPorter } from '../../../language/stemmers.ts'
import { readTokens } from '../../../language/wink.ts'
import { endingBits } from './endings.ts'
import { charactersPerWord, FORMS, type FormName, heldOutFrom, textOf, type Versions, versionsOf } from './versions.ts'

export interface Outcome {
  form: FormName
  /** different words of the version */
  vocabulary: number
  /** of the version's own held-out characters */
  bitsPerCharacter: number
  charactersPerWord: number
  /** the model's surprise at a word of its own version */
  modelBits: number
  /** what it takes besides to get the original word */
  endingBits: number
  /** the two together: bits for each word of the original text */
  totalBits: number
}

export interface Progress {
  form: FormName
  step: number
  steps: number
}

/** Small enough for a few seconds on two cores. In so few steps a recurrent network gets well below the bigram, and a GPT does not. */
const SIZES: RunSpec['sizes'] = { family: 'rnn', nLayer: 1, nHead: 1, nEmbd: 64, nCtx: 48, dropout: 0 }
const TRAINING = { batch: 8, learningRate: 1e-2, warmup: 20, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }

export async function prepare(text: string): Promise<Versions> {
  const [tokens, stem] = await Promise.all([readTokens(text), loadPorter()])
  return versionsOf(tokens, stem)
}

/**
 * Trains on each version with the same sizes, steps and seed. Whatever it made is taken away again.
 * @throws PlainError 'stopped', or 'bad-text' for a text that is too short
 */
export async function race(
  core: CoreApi,
  versions: Versions,
  steps: number,
  onProgress: (at: Progress) => void = () => {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const form of FORMS) {
    const loss = await lossOn(core, textOf(versions[form]), steps, (step) => onProgress({ form, step, steps }))
    outcomes.push(outcomeOf(form, versions, loss))
  }
  return outcomes
}

/** @param loss nats for each character of the version's held-out part */
export function outcomeOf(form: FormName, versions: Versions, loss: number): Outcome {
  const bitsPerCharacter = loss / Math.LN2
  const perWord = charactersPerWord(versions[form])
  const rest = form === 'words' ? 0 : endingBits(versions[form], versions.words, heldOutFrom(versions.words))
  const modelBits = bitsPerCharacter * perWord
  return {
    form,
    vocabulary: new Set(versions[form]).size,
    bitsPerCharacter,
    charactersPerWord: perWord,
    modelBits,
    endingBits: rest,
    totalBits: modelBits + rest,
  }
}

/** Validation loss after training on a text that is added for it, nats per character. */
async function lossOn(core: CoreApi, text: string, steps: number, onStep: (step: number) => void): Promise<number> {
  const before = await core.texts()
  const { ref } = await core.addText('One version of a text', text)
  const isNew = !before.some(({ ref: { kind, id } }) => kind === ref.kind && id === ref.id)
  try {
    return await trained(core, ref, steps, onStep)
  } finally {
    if (isNew) await core.removeText(ref)
  }
}

async function trained(core: CoreApi, text: TextRef, steps: number, onStep: (step: number) => void): Promise<number> {
  const spec = { text, sizes: SIZES, training: { ...TRAINING, steps }, samplePrompt: 'the ' }
  const { evaluations } = await experiment(core, spec, ({ curve }) => onStep(curve.at(-1)?.step ?? 0))
  return evaluations.at(-1)!.validationLoss
}

export function readingsOf(outcomes: readonly Outcome[]) {
  const [words, stems, lemmas] = outcomes
  return {
    wordBits: words!.modelBits,
    stemBits: stems!.modelBits,
    lemmaBits: lemmas!.modelBits,
    stemTotal: stems!.totalBits,
    lemmaTotal: lemmas!.totalBits,
  }
}
