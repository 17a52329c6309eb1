/** A probe: what a linear classifier reads off the open model's vectors about parts of speech, depth by depth. */
import { courseText } from '../../../experiments/courseText.ts'
import { experiment } from '../../../experiments/experiment.ts'
import { readTokens, type Token } from '../../../language/wink.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { type Probed, probeOf } from './probe.ts'
import { statesOf } from './states.ts'

/** Of the course's text: as much as two cores read and fit on in a few seconds. */
const CHARACTERS = 9000
/** Of a text of one's own, which may stand in the address. */
export const MOST = 4000
/** Below this too few words could be held out. A figure follows the writer's text, which is shorter. */
export const LEAST = 1500

export interface Value {
  text: string
  tokens: readonly Token[]
  probed: Probed
  /** of a model of the same shape whose weights are those that training begins with; null until it was asked for */
  untrained: number[] | null
}

export default defineWidget({
  id: 'tag-probe',
  title: 'What a hidden state knows',
  teaches: 'A linear classifier reads parts of speech off a model’s vectors, better with each block, though nobody told the model a tag.',
  params: { text: text(LEAST, MOST), depth: whole(0, 24), seed: whole(1, 9999) },
  needs: 'model',
  readings: {
    embedding: 'share of held-out words tagged right from the vector before the first block',
    last: 'the same from the vector after the last block',
    best: 'the largest of all depths',
    bestDepth: 'the depth that has it: 0 is the embedding, 1 the first block',
    byWord: 'share right where each word gets its most frequent tag among the fitted words',
    byTag: 'share right where every word gets the commonest tag',
    untrained: 'the largest of all depths of an untrained model of the same shape; 0 until it was measured',
    heldOut: 'words that were held out',
  },
  /** without a text, a piece of the addresses that the course's first model has not learned from */
  defaults: { depth: 24, seed: 1 },
  shown: ['depth', 'seed'],
  fit: ({ depth }, { config }) => ({ depth: Math.min(depth, config.nLayer) }),
  compute: async ({ text }, { core, handle, model }): Promise<Value> => {
    const passage = text !== undefined && text.length >= LEAST ? text : await courseText('state-of-the-union', CHARACTERS, 0.9)
    const tokens = await readTokens(passage)
    return { text: passage, tokens, probed: probeOf(await statesOf(core, handle, model, passage, tokens)), untrained: null }
  },
  run: async ({ seed }, { core, model }, report: (share: number) => void, before): Promise<Value> => {
    const [bundled] = await core.texts()
    const { nVocab: _, ...sizes } = model.config
    const training = { batch: 1, steps: 1, learningRate: 1e-12, warmup: 0, weightDecay: 0, clip: 1, evalEvery: 0, seed }
    let untrained: number[] = []
    await experiment(core, { text: bundled!.ref, sizes, training, samplePrompt: 'The' }, undefined, async (handle) => {
      untrained = probeOf(await statesOf(core, handle, model, before!.text, before!.tokens, report)).accuracy
    })
    return { ...before!, untrained }
  },
  readingsOf: ({ probed: { accuracy, byWord, byTag, heldOut }, untrained }) => {
    const best = Math.max(...accuracy)
    return {
      embedding: accuracy[0]!,
      last: accuracy.at(-1)!,
      best,
      bestDepth: accuracy.indexOf(best),
      byWord,
      byTag,
      untrained: untrained ? Math.max(...untrained) : 0,
      heldOut,
    }
  },
})
