/** The lemma bench: one text, and for every word its part of speech, lemma and stem. */
import { readingsOf } from './lemmas.ts'
import { readWords } from './readWords.ts'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const PASSAGE =
  'I saw the old saw. She leaves before the leaves come down. They were meeting at the meeting. ' +
  'The mice ran; a mouse runs. He thought a better thought, and the best of all was good. He left by the left door.'

export default defineWidget({
  id: 'lemma-bench',
  title: 'Lemmas beside stems',
  teaches: 'A lemma is a word of the dictionary, and which one it is depends on the part of speech; a stem is what is left of the letters.',
  params: {
    text: text(1, 2000),
  },
  readings: {
    words: 'words of the text, names left out',
    spellings: 'different spellings among them',
    lemmas: 'different lemmas',
    stems: 'different Porter stems',
    split: 'spellings with more than one lemma',
    differ: 'spellings whose stem is no lemma of theirs',
  },
  defaults: { text: PASSAGE },
  compute: ({ text }) => readWords(text),
  readingsOf,
})
