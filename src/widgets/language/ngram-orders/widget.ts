/** Tables of counts of orders 1 to 8 on one text: where longer contexts help, and where the counts run out. */
import * as v from 'valibot'
import type { ContextCount, CountedNgrams, OrderScore } from '../../../worker/protocol.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'

/** Texts of the course that can be counted. */
export const CORPORA = ['state-of-the-union', 'moby-dick', 'world'] as const

const WRITTEN = 220

export default defineWidget({
  id: 'ngram-orders',
  title: 'Counting longer and longer rows',
  teaches: 'Longer contexts make counts surer until most of them were never seen; the turn comes later on a longer or plainer text.',
  params: {
    text: text(200, 20_000),
    corpus: choice(CORPORA),
    order: whole(1, 8),
    prompt: v.optional(v.pipe(v.string(), v.maxLength(60, 'must have at most 60 characters'))),
    seed: whole(1, 1_000_000),
  },
  defaults: { corpus: 'state-of-the-union', order: 5, prompt: 'the people of the', seed: 1 },
  needs: 'device',
  readings: {
    order: 'tokens in a row that the chosen table counts',
    bits: 'surprise of the chosen table at held-out text, bits per character',
    unseen: 'share of held-out characters whose context it had never seen',
    entries: 'numbers that the chosen table keeps',
    bestOrder: 'the order with the fewest bits',
    bestBits: 'its surprise, bits per character',
  },
  compute: ({ text: own, corpus, order, prompt, seed }, { core }): Promise<CountedNgrams> =>
    core.ngrams(own === undefined ? { id: corpus } : { own }, { prompt, order, length: WRITTEN, seed }),
  readingsOf: ({ orders, best }, { order }) => {
    const { bits, unseen, entries } = orders[order - 1]!
    return { order, bits, unseen, entries, bestOrder: best.order, bestBits: best.bits }
  },
})

export type { ContextCount, OrderScore }
