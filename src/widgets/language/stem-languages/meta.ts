/** Stemmers of several languages. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { LANGUAGES, type Language } from '../../../language/stemmers.ts'

export const meta: WidgetMeta = {
  id: 'stem-languages',
  title: 'Stemmers of several languages',
  teaches: 'Each language needs rules of its own, and gains more or less by them.',
  params: v.strictObject({
    language: v.optional(v.picklist(LANGUAGES)),
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
  }),
  needs: [],
  readings: { words: 'different words of the text', stems: 'different stems of them', shared: 'stems that stand for more than one word' },
}

export interface StemLanguagesParams {
  language?: Language
  text?: string
}
