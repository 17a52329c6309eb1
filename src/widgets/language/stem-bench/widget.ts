/** The stemmer bench: one English text, a stemmer, and its mistakes. */
import { benchOf, readingsOf, STEMMERS } from './benchOf.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

const PASSAGE =
  'The university studied the universe. Its organs played while the organization grew: organizing is not playing an organ. ' +
  'Many people are generous in general, and every generation generates new ideas; news of them is nothing new. ' +
  'She skis under blue skies. He ran, he runs, he was running. Two mice saw a mouse, and the geese saw no goose. ' +
  'Good is good, better is better. The police wrote a policy, the army raised its arms, and a busy man minded his business.'

export default defineWidget({
  id: 'stem-bench',
  title: 'Stemmers and their mistakes',
  teaches:
    'A stemmer cuts words by rules; where it joins what differs, or parts what belongs together, is found by comparing it with lemmas.',
  params: {
    text: text(1, 2000),
    stemmer: choice(STEMMERS),
  },
  readings: {
    words: 'different words of the text, names and numbers left out',
    stems: 'different stems of them',
    lemmas: 'different lemmas of them',
    over: 'stems that join words of different lemmas',
    under: 'lemmas whose words have different stems',
    precision: 'of the pairs of words with one stem, the share that have one lemma',
    recall: 'of the pairs of words with one lemma, the share that have one stem',
  },
  defaults: { text: PASSAGE, stemmer: 'porter' },
  compute: ({ text, stemmer }) => benchOf(text, stemmer),
  readingsOf,
})
