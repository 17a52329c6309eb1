/** How often the tagger is right, on sentences tagged by hand. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'pos-accuracy',
  title: 'A tagger’s accuracy',
  teaches: 'A tagger’s accuracy is a count on sentences whose tags people set, and says as much about the sentences as about the tagger.',
  params: v.strictObject({}),
  needs: [],
  readings: {
    words: 'words tagged by hand, punctuation left out',
    accuracy: 'share of them that the tagger tags alike',
    sentences: 'sentences',
    sentenceAccuracy: 'share of sentences without a wrong tag',
    mostFrequent: 'share that would be right if every spelling always had its most frequent tag of this set',
  },
}
