/** A text as a bag of words: counted, learned, and what the order would have said. */
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'
import { type Bags, bagsFrom, HELD_OUT, judge, MOST } from './bag.ts'

export default defineWidget({
  id: 'bag-of-words',
  title: 'A bag of words',
  teaches:
    'Each word adds its own number, and the order of the words adds nothing; that is enough for four in five sentences, and no more.',
  params: {
    sentence: text(1, 120),
    sentences: whole(20, MOST),
    method: choice(['counts', 'learned']),
  },
  defaults: { sentence: 'The battery is good, not bad at all.', sentences: 400, method: 'counts' },
  shown: ['sentence', 'method'],
  needs: 'device',
  readings: {
    positive: 'probability that the chosen model gives to “positive” for the sentence',
    words: 'different words of the sentence',
    unseen: 'words of it that the model never saw',
    accuracy: 'share of held-out sentences that the chosen model tells right',
    counted: 'the same of the model that counts',
    learned: 'the same of the model that learns',
    mostFrequent: 'share that is right when all get the more frequent label',
    sentences: 'sentences that were learned from',
  },
  compute: async ({ sentences }, { core }): Promise<Bags> =>
    bagsFrom(await core.labelled('reviews', { train: sentences, heldOut: HELD_OUT })),
  readingsOf: (bags, { sentence, method }) => {
    const { words, positive } = judge(bags, method, sentence)
    return {
      positive,
      words: words.length,
      unseen: words.filter(({ known }) => !known).length,
      accuracy: bags[method].accuracy,
      counted: bags.counts.accuracy,
      learned: bags.learned.accuracy,
      mostFrequent: bags.mostFrequent,
      sentences: bags.sentences,
    }
  },
})
