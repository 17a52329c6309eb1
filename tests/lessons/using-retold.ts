/** The numeric answers of the lessons on summaries and translations. */
import { corpusBleu, sentenceBleu } from '../../src/core/score/bleu.ts'
import { rouge } from '../../src/core/score/rouge.ts'
import type { Answers } from '../support/answers.ts'

const pair = () => rouge('Tom lost the key', 'Tom lost a red key')

const words = (text: string): string[] => text.split(' ')
const flute = () =>
  sentenceBleu(words('Ivan gagné un petite noire flûte dans un jeu .'), words('Ivan a gagné une petite flûte noire à un jeu .'))

export const answers: Answers = {
  // the words and the end; the delimiter is never predicted in the target
  'using/summarization#places': () => 19 + 1,
  'using/summarization#by-hand': () => pair().one.f,
  'using/summarization#pairs': () => pair().two.f,
  'using/a-summarizer#resolution': () => 100 * Math.sqrt((0.8 * 0.2) / 60),
  'using/a-summarizer#exchange': () =>
    rouge('At the lake, Omar lost a ring, but Mila found it.', 'At the lake, Mila lost a ring, but Omar found it.').one.f,
  'using/translation#clipped': () => corpusBleu([words('la la la flûte')], [words('la flûte noire')]).precisions[0]!,
  'using/translation#brevity': () => flute().brevity,
  'using/translation#by-hand': () => flute().score,
}
