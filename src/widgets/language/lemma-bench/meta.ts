/** The lemma bench: one text, and for every word its part of speech, lemma and stem. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE =
  'I saw the old saw. She leaves before the leaves come down. They were meeting at the meeting. ' +
  'The mice ran; a mouse runs. He thought a better thought, and the best of all was good. He left by the left door.'

export const meta: WidgetMeta = {
  id: 'lemma-bench',
  title: 'Lemmas beside stems',
  teaches: 'A lemma is a word of the dictionary, and which one it is depends on the part of speech; a stem is what is left of the letters.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
  }),
  needs: [],
  readings: {
    words: 'words of the text, names left out',
    spellings: 'different spellings among them',
    lemmas: 'different lemmas',
    stems: 'different Porter stems',
    split: 'spellings with more than one lemma',
    differ: 'spellings whose stem is no lemma of theirs',
  },
}

export interface LemmaBenchParams {
  text?: string
}
