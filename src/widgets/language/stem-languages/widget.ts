/** Stemmers of several languages. */
import { LANGUAGES } from '../../../language/stemmers.ts'
import { groupsOf, readingsOf } from './groups.ts'
import { SAMPLES } from './samples.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'stem-languages',
  title: 'Stemmers of several languages',
  teaches: 'Each language needs rules of its own, and gains more or less by them.',
  params: {
    language: choice(LANGUAGES),
    text: text(1, 2000),
  },
  readings: { words: 'different words of the text', stems: 'different stems of them', shared: 'stems that stand for more than one word' },
  /** without a text of one's own, the language's sample */
  defaults: { language: 'finnish' },
  compute: ({ language, text = SAMPLES[language] }) => groupsOf(text, language),
  readingsOf,
})
