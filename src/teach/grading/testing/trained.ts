/** A model that is small enough to train in a test, handed in as a student would: from a text, a seed and settings, with its record. */
import { RUN } from '../../../core/checkpoint/model.ts'
import { writeModelFolder } from '../../../core/checkpoint/hfFolder.ts'
import type { RunRecord } from '../../../core/checkpoint/run.ts'
import { unflatten } from '../../../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../../../core/config.ts'
import { prepareCorpus } from '../../../core/data/corpus.ts'
import { makeTokenizer } from '../../../core/data/chooseTokenizer.ts'
import { modelLayout } from '../../../core/model/plans.ts'
import type { Runtime } from '../../../core/runtime/runtime.ts'
import { countCharacters } from '../../../core/tokenizer/countCharacters.ts'
import { Trainer } from '../../../core/train/trainer.ts'
import { hashOf } from '../../canonical.ts'

/** Sentences of a few words, the same for the same seed: easy to learn, and never twice the same. */
export function sentences(characters: number, seed: number): string {
  const words = ['the sea', 'a ship', 'the captain', 'no wind', 'our people', 'sees', 'follows', 'forgets', 'and then', 'at night']
  let state = seed
  let text = ''
  while (text.length < characters) {
    state = (state * 1103515245 + 12345) % 2 ** 31
    text += `${words[Math.floor(state / 65536) % words.length]}${state % 7 === 0 ? '.\n' : ' '}`
  }
  return text.slice(0, characters)
}

export const trainingText = sentences(6000, 1)
export const heldOutText = sentences(3000, 99)

/** The files of a model after so many steps, and what its run was. */
export async function trainedFolder(
  runtime: Runtime,
  { steps = 60, seed = 7, text = trainingText }: { steps?: number; seed?: number; text?: string } = {},
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const tokenizer = makeTokenizer('char', text)
  const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, nVocab: tokenizer.size, dropout: 0 }
  const settings = { batch: 8, steps, learningRate: 0.01, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 0, seed }
  const corpus = prepareCorpus(text, tokenizer)
  const trainer = await Trainer.create(runtime, { config, settings, corpus })
  const curve: RunRecord['curve'] = []
  await trainer.run({ onStep: ({ step, loss }) => void curve.push({ step, loss }) })
  const { weights, cursor } = await trainer.snapshot()
  trainer.destroy()
  const run: RunRecord = {
    version: 1,
    step: steps,
    settings,
    corpus: { id: 'own', title: 'Sentences', sha256: hashOf(text), characters: countCharacters(text) },
    cursor,
    curve,
    evaluations: [],
    samples: [],
    uniformLoss: Math.log(tokenizer.size),
    bigramLoss: 2,
  }
  const folder = writeModelFolder({ config, tokenizer, weights: unflatten(modelLayout(config), weights), run })
  if (!folder.has(RUN)) throw new Error('the model was written without its record')
  return folder
}
