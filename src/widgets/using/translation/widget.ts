/** English in, French out, with BLEU's n-grams and the heads' attention. */
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'
import { readingsOf, SENTENCES, translate } from './translate.ts'

export const ORDERS = ['1', '2', '3', '4'] as const

export default defineWidget({
  id: 'translation',
  title: 'A sentence in French',
  teaches: 'The same model translates after another delimiter; BLEU counts n-grams, and some heads read the word that is being translated.',
  params: { sentence: whole(0, SENTENCES - 1), own: text(0, 90), order: choice(ORDERS), layer: whole(0, 3), head: whole(0, 7) },
  defaults: { sentence: 0, own: '', order: '2', layer: 1, head: 0 },
  shown: ['order', 'layer', 'head'],
  needs: 'device',
  readings: {
    exact: '1 where the translation is right word for word, else 0',
    bleu: 'BLEU of the model’s sentence, 0 to 100, smoothing “exp”',
    dictionaryBleu: 'BLEU of the dictionary’s sentence',
    bestHead: 'share of known pairs of words that the best head reads rightly',
    worstHead: 'the same of the worst head',
    pairs: 'known pairs of words in 24 held-out sentences',
  },
  compute: (params, { core }) => translate(core, params),
  readingsOf,
})
