/** wink-nlp reads an English text: its words, each with part of speech and lemma. The model, about 1 MB, is loaded when first asked for. */
import type { ItsHelpers, PartOfSpeech, WinkMethods } from 'wink-nlp'

export type { PartOfSpeech } from 'wink-nlp'

export interface Token {
  /** as it stands in the text */
  text: string
  /** where in the text, in UTF-16 units */
  start: number
  /** a universal part of speech: NOUN, VERB … */
  pos: PartOfSpeech
  /** the dictionary form, in lower case; depends on `pos`. The word itself where wink has none. */
  lemma: string
  /** letters, and not a number, a sign or punctuation */
  isWord: boolean
}

/** A date, time, amount of money, number … that wink recognizes by its shape. */
export interface Quantity {
  text: string
  /** DATE, TIME, MONEY, CARDINAL … */
  type: string
}

let loading: Promise<WinkMethods> | undefined

function load(): Promise<WinkMethods> {
  loading ??= Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]).then(([wink, model]) =>
    wink.default(model.default, ['sbd', 'pos', 'ner']),
  )
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

/** Every token of the text, tagged in the context of its sentence. */
export async function readTokens(text: string): Promise<Token[]> {
  const { readDoc, its } = await load()
  const tokens = readDoc(text).tokens()
  const column = <T>(of: ItsHelpers[keyof ItsHelpers]): T[] => tokens.out(of as never) as T[]
  const [values, tags, lemmas, types] = [tokens.out(), column<PartOfSpeech>(its.pos), column<string>(its.lemma), column<string>(its.type)]
  let cursor = 0
  return values.map((value, i) => {
    const start = Math.max(cursor, text.indexOf(value, cursor))
    cursor = start + value.length
    return {
      text: value,
      start,
      pos: tags[i]!,
      lemma: (lemmas[i] ?? value).toLowerCase(),
      isWord: types[i] === 'word' && /^['’]?\p{L}/u.test(value),
    }
  })
}

export async function readQuantities(text: string): Promise<Quantity[]> {
  const { readDoc, its } = await load()
  const found = readDoc(text)
    .entities()
    .out(its.detail as never) as { value: string; type: string }[]
  return found.map(({ value, type }) => ({ text: value, type }))
}
