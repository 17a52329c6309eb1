/** The net, trained by the core on pieces of words, and the vectors of those words that are one piece. */
import type { CoreApi, RunSpec } from '../../../worker/protocol.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { ownRun } from '../../../experiments/ownRun.ts'
import type { TextChoice } from '../../../experiments/withText.ts'
import { only, readVectors } from '../../../instruments/tokenVectors.ts'
import type { Vectors } from '../../../instruments/vectors.ts'

const BATCH = 128
/** A vector that was hardly ever trained is hardly more than the noise that it began as. */
const LEAST = 20

export interface Sizes {
  width: number
  window: number
  steps: number
}

export const specOf = ({ width, window, steps }: Sizes, text: RunSpec['text']): RunSpec => ({
  text,
  tokenizer: 'bpe:768',
  sizes: { family: 'mlp', nLayer: 1, nHead: 1, nEmbd: width, nCtx: window, dropout: 0 },
  training: {
    batch: BATCH,
    steps,
    learningRate: 0.01,
    warmup: Math.ceil(steps / 10),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: Math.ceil(steps / 5),
    seed: 1,
  },
  samplePrompt: 'One',
})

export interface Trained {
  run: Experiment
  /** of whole words with the space before them, which is part of the token */
  words: Vectors
}

/** @param content the text itself, or its beginning: words are counted in it */
export async function trainWords(
  core: CoreApi,
  text: TextChoice,
  content: string,
  sizes: Sizes,
  { onProgress }: { onProgress?: (so: Experiment) => void } = {},
): Promise<Trained> {
  let all: Vectors | null = null
  const run = await ownRun(core, text, (ref) => specOf(sizes, ref), {
    onProgress,
    read: async (trained) => {
      all = await readVectors(core, trained)
    },
  })
  return { run, words: wordsOf(all!, content) }
}

/** The tokens that are a word of the text, often enough met. */
export function wordsOf(vectors: Vectors, content: string): Vectors {
  const counts = new Map<string, number>()
  for (const [word] of content.matchAll(/ \p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return only(
    vectors,
    vectors.names.flatMap((name, id) => ((counts.get(name) ?? 0) >= LEAST ? [id] : [])),
  )
}
