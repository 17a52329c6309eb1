/** A tagger that the learner trains: counts of a text, the lattice of all rows of tags for a sentence, and the best path through it. */
import { courseText } from '../../../experiments/courseText.ts'
import type { Step } from '../../../language/markovTagger.ts'
import { readTokens } from '../../../language/wink.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { attend, type School } from './schoolbook.ts'

const TEXT = 'moby-dick'

export interface Lattice {
  school: School
  steps: Step[]
}

export default defineWidget({
  id: 'tag-lattice',
  title: 'A tagger that counts',
  teaches: 'A word has several possible tags; the tags beside it decide, and the best row of all is found word by word.',
  params: {
    /** what it is counted on; default: the beginning of Moby-Dick */
    text: text(200, 20_000),
    characters: whole(500, 120_000),
    sentence: text(1, 90),
    word: whole(1, 30),
  },
  defaults: { characters: 60_000, sentence: 'The old saw can book a light room.', word: 5 },
  shown: ['word'],
  readings: {
    counted: 'words that were counted',
    words: 'words tagged by hand that it is tried on, punctuation left out',
    favourites: 'share of them that each word’s favourite tag gets right, with nothing around it',
    path: 'share of them that the best path gets right',
    unknown: 'share of them that were never counted',
    copied: 'sentences that it is tried on and was counted on',
    overruled: 'words of the sentence whose favourite the path overrules',
  },
  compute: async ({ text: own, characters, sentence }, { signal }): Promise<Lattice> => {
    const content = own ?? (await courseText(TEXT, BEFORE + characters)).slice(BEFORE)
    const school = await attend(content.slice(0, characters), signal)
    const words = (await readTokens(sentence)).filter(({ pos }) => pos !== 'SPACE').map((token) => token.text)
    return { school, steps: school.tagger.read(words) }
  },
  readingsOf: ({ school: { tagger, words, favourites, path, unknown, copied }, steps }) => ({
    counted: tagger.words,
    words,
    favourites: favourites / words,
    path: path / words,
    unknown: unknown / words,
    copied,
    overruled: steps.filter(({ favourite, best }) => favourite !== best).length,
  }),
})

/** The book begins with lists of quotations: the story is counted. */
const BEFORE = 25_000
