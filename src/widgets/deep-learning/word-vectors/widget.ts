/** A neural language model with a fixed window, trained here, and what its word vectors can do. */
import { courseText } from '../../../experiments/courseText.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { readingsOf } from './analogies.ts'
import { trainWords } from './trained.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'

/** Enough of the world to count its words in. */
const COUNTED = 200_000

export default defineWidget({
  id: 'word-vectors',
  title: 'Vectors from the next word',
  teaches:
    'A net that only learns to predict the next piece of text puts words that are used alike near each other; analogies hold now and then.',
  params: {
    text: text(400, 20_000),
    width: whole(4, 64),
    window: whole(2, 8),
    steps: whole(1, 3000),
  },
  needs: 'device',
  readings: {
    bits: 'bits per character on held-out text',
    parameters: 'weights and biases',
    words: 'words of the text that are one token each, and met at least 20 times',
    namesTogether: 'share of names whose nearest word is a name as well; 0 where there are none',
    asked: 'analogies asked',
    right: 'analogies whose first answer is right',
    rightWithout: 'the same with the nearest word to the third one alone, without adding and taking away',
  },
  /** without a text, the small world */
  defaults: { width: 32, window: 4, steps: 400 },
  async run({ text, ...sizes }, { core }, report: (so: Experiment) => void) {
    const content = text ?? (await courseText('world', COUNTED))
    return trainWords(core, text === undefined ? { id: 'world' } : { own: text }, content, sizes, { onProgress: report })
  },
  readingsOf: ({ run, words }) => readingsOf(words, run.evaluations.at(-1)!.bitsPerCharacter, run.parameters),
})
