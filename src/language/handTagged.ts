/**
 * Sentences tagged by hand with universal parts of speech, written for this course to be hard in the ways that English is: many of their
 * words have another part of speech elsewhere. Tags follow the guidelines of Universal Dependencies, version 2, for English: every form of
 * "be" is AUX, and of "have" and "do" where they help another verb; "to" before a verb is PART, and so is "not"; "my" and "her" are PRON.
 * MIT, as the course.
 */

/** token/TAG, with blanks between; a full stop stands alone. */
export const TAGGED: readonly string[] = [
  'I/PRON saw/VERB the/DET old/ADJ saw/NOUN ./PUNCT',
  'She/PRON leaves/VERB before/ADP dinner/NOUN ./PUNCT',
  'The/DET leaves/NOUN fall/VERB in/ADP autumn/NOUN ./PUNCT',
  'They/PRON are/AUX meeting/VERB a/DET friend/NOUN ./PUNCT',
  'The/DET meeting/NOUN was/AUX long/ADJ ./PUNCT',
  'Please/INTJ book/VERB a/DET table/NOUN for/ADP two/NUM ./PUNCT',
  'This/DET book/NOUN is/AUX heavy/ADJ ./PUNCT',
  'Time/NOUN flies/VERB like/ADP an/DET arrow/NOUN ./PUNCT',
  'Fruit/NOUN flies/NOUN like/VERB a/DET banana/NOUN ./PUNCT',
  'He/PRON can/AUX open/VERB the/DET can/NOUN ./PUNCT',
  'We/PRON can/VERB tomatoes/NOUN every/DET summer/NOUN ./PUNCT',
  'The/DET old/NOUN man/VERB the/DET boats/NOUN ./PUNCT',
  'An/DET old/ADJ man/NOUN rows/VERB the/DET boat/NOUN ./PUNCT',
  'Her/PRON light/ADJ coat/NOUN hangs/VERB in/ADP the/DET light/NOUN ./PUNCT',
  'Light/VERB the/DET lamp/NOUN ,/PUNCT please/INTJ ./PUNCT',
  'The/DET back/ADJ door/NOUN is/AUX open/ADJ ./PUNCT',
  'My/PRON back/NOUN hurts/VERB ./PUNCT',
  'He/PRON came/VERB back/ADV yesterday/NOUN ./PUNCT',
  'Nobody/PRON will/AUX back/VERB this/DET plan/NOUN ./PUNCT',
  'The/DET horse/NOUN raced/VERB past/ADP the/DET barn/NOUN ./PUNCT',
  'The/DET past/NOUN is/AUX not/PART dead/ADJ ./PUNCT',
  'She/PRON works/VERB hard/ADV ./PUNCT',
  'The/DET hard/ADJ work/NOUN paid/VERB off/ADP ./PUNCT',
  'They/PRON want/VERB to/PART train/VERB a/DET model/NOUN ./PUNCT',
  'The/DET train/NOUN to/ADP London/PROPN was/AUX late/ADJ ./PUNCT',
  'He/PRON did/AUX not/PART answer/VERB my/PRON question/NOUN ./PUNCT',
  'Her/PRON answer/NOUN was/AUX short/ADJ and/CCONJ kind/ADJ ./PUNCT',
  'What/DET kind/NOUN of/ADP bird/NOUN is/AUX that/PRON ?/PUNCT',
  'I/PRON know/VERB that/SCONJ she/PRON likes/VERB that/DET song/NOUN ./PUNCT',
  'The/DET fast/ADJ boat/NOUN went/VERB very/ADV fast/ADV ./PUNCT',
  'They/PRON fast/VERB for/ADP a/DET month/NOUN ./PUNCT',
  'Time/VERB the/DET runners/NOUN with/ADP this/DET watch/NOUN ./PUNCT',
  'We/PRON watch/VERB the/DET dogs/NOUN play/VERB ./PUNCT',
  'The/DET play/NOUN has/VERB three/NUM acts/NOUN ./PUNCT',
  'She/PRON acts/VERB well/ADV and/CCONJ has/AUX won/VERB a/DET prize/NOUN ./PUNCT',
  'The/DET well/NOUN is/AUX dry/ADJ ,/PUNCT and/CCONJ we/PRON bought/VERB water/NOUN ./PUNCT',
  'Water/VERB the/DET plants/NOUN twice/ADV a/DET week/NOUN ./PUNCT',
  'He/PRON plants/VERB roses/NOUN near/ADP the/DET house/NOUN ./PUNCT',
  'They/PRON house/VERB forty/NUM students/NOUN in/ADP Paris/PROPN ./PUNCT',
  'Mary/PROPN may/AUX visit/VERB us/PRON in/ADP May/PROPN ./PUNCT',
]

/** "I/PRON saw/VERB ./PUNCT" as a sentence to read and its tags. */
export function parseTagged(line: string): { sentence: string; words: { text: string; truth: string; start: number }[] } {
  let sentence = ''
  const words = line.split(' ').map((item) => {
    const slash = item.lastIndexOf('/')
    const [text, truth] = [item.slice(0, slash), item.slice(slash + 1)]
    if (sentence !== '' && truth !== 'PUNCT') sentence += ' '
    const start = sentence.length
    sentence += text
    return { text, truth, start }
  })
  return { sentence, words }
}

/** All of them, as words with tags. */
export const handTagged = (): { text: string; tag: string }[][] =>
  TAGGED.map((line) => parseTagged(line).words.map(({ text, truth }) => ({ text, tag: truth })))
