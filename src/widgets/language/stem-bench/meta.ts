/** The stemmer bench: one English text, a stemmer, and its mistakes. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE =
  'The university studied the universe. Its organs played while the organization grew: organizing is not playing an organ. ' +
  'Many people are generous in general, and every generation generates new ideas; news of them is nothing new. ' +
  'She skis under blue skies. He ran, he runs, he was running. Two mice saw a mouse, and the geese saw no goose. ' +
  'Good is good, better is better. The police wrote a policy, the army raised its arms, and a busy man minded his business.'

export const STEMMERS = ['porter', 'snowball'] as const
export type StemmerName = (typeof STEMMERS)[number]

export const meta: WidgetMeta = {
  id: 'stem-bench',
  title: 'Stemmers and their mistakes',
  teaches:
    'A stemmer cuts words by rules; where it joins what differs, or parts what belongs together, is found by comparing it with lemmas.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
    stemmer: v.optional(v.picklist(STEMMERS)),
  }),
  needs: [],
  readings: {
    words: 'different words of the text, names and numbers left out',
    stems: 'different stems of them',
    lemmas: 'different lemmas of them',
    over: 'stems that join words of different lemmas',
    under: 'lemmas whose words have different stems',
    precision: 'of the pairs of words with one stem, the share that have one lemma',
    recall: 'of the pairs of words with one lemma, the share that have one stem',
  },
}

export interface StemBenchParams {
  text?: string
  stemmer?: StemmerName
}
