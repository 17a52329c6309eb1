/** A sentence in French as a model writes it, scored beside a dictionary's; and which word of the source each head reads as it writes. */
import { wordsOf } from '../../../core/data/pairs.ts'
import { CAST } from '../../../core/data/world/cast.ts'
import { COLOURS, KINDS, NOUNS } from '../../../core/data/world/things.ts'
import { type Bleu, orders, sentenceBleu } from '../../../core/score/bleu.ts'
import type { CoreApi, HeadReading, Retelling } from '../../../worker/protocol.ts'

export const SENTENCES = 40
/** Sentences over which heads are compared. */
const MEASURED = 24

export interface Scored {
  text: string
  words: string[]
  bleu: Bleu
  /** by order 1 … 4, the words of this text that belong to a counted n-gram */
  counted: Set<number>[]
}

export interface Translated {
  told: Retelling
  /** null where nobody knows what is right: the sentence is the learner's own */
  scores: { model: Scored; dictionary: Scored } | null
  reading: HeadReading
  heads: Heads
}

export interface Heads {
  /** [layer][head]: share of known pairs at which it reads the right word most */
  right: number[][]
  pairs: number
}

/** @param own a sentence of the learner's own; empty: the held-out one of that number */
export async function translate(core: CoreApi, { sentence, own }: { sentence: number; own: string }): Promise<Translated> {
  const items = await core.retellItems('french', SENTENCES)
  const item = own === '' ? items[sentence]! : { task: 'french' as const, source: own, target: '' }
  const [told] = await core.retell('shipped', [item])
  const ask = (source: string, words: readonly string[]) => ({ task: 'french' as const, source, words })
  const [reading, ...others] = await core.retellAttention('shipped', [
    ask(told!.source, told!.words),
    ...items.slice(0, MEASURED).map(({ source, target }) => ask(source, wordsOf(target))),
  ])
  const scores = own === '' ? { model: scored(told!.written, item.target), dictionary: scored(told!.baseline, item.target) } : null
  return { told: told!, scores, reading: reading!, heads: headsOf(others) }
}

function scored(text: string, target: string): Scored {
  const [words, right] = [wordsOf(text), wordsOf(target)]
  const counted = orders(words, right).map(
    ({ places }, n) => new Set(places.flatMap(({ candidate }) => Array.from({ length: n + 1 }, (_, i) => candidate + i))),
  )
  return { text, words, bleu: sentenceBleu(words, right), counted }
}

/** French words that the world's own lexicon makes of one English word: people's names, things, colours, sizes and ages. */
const LEXICON: ReadonlyMap<string, string> = new Map([
  ...Object.keys(CAST).map((name) => [name, name] as const),
  ...Object.entries(NOUNS).map(([english, { french }]) => [wordsOf(french)[0]!, english] as const),
  ...Object.entries({ ...COLOURS, ...KINDS }).flatMap(([english, { m, f, ...more }]) =>
    [m, f, 'vowel' in more ? (more.vowel as string) : m].map((french) => [french, english] as const),
  ),
])

/** Pairs whose places are known: the French word at `word` comes from the English one at `source`, which stands there once. */
export function knownPairs(source: readonly string[], words: readonly string[]): { word: number; source: number }[] {
  return words.flatMap((french, word) => {
    const english = LEXICON.get(french)
    const places = source.flatMap((each, i) => (each === english ? [i] : []))
    return places.length === 1 ? [{ word, source: places[0]! }] : []
  })
}

export function headsOf(readings: readonly HeadReading[]): Heads {
  const known = readings.flatMap((reading) => knownPairs(reading.source, reading.words).map((pair) => ({ reading, pair })))
  const { nLayer, nHead } = readings[0]!
  const right = Array.from({ length: nLayer }, (_, layer) =>
    Array.from({ length: nHead }, (_, head) => {
      const hits = known.filter(({ reading, pair }) => largest(reading.shares[layer]![head]![pair.word]!) === pair.source)
      return hits.length / known.length
    }),
  )
  return { right, pairs: known.length }
}

const largest = (row: readonly number[]): number => row.reduce((best, x, i) => (x > row[best]! ? i : best), 0)

export function readingsOf({ scores, told, heads }: Translated) {
  if (!scores) return null
  return {
    exact: Number(told.written === told.target),
    bleu: scores.model.bleu.score,
    dictionaryBleu: scores.dictionary.bleu.score,
    bestHead: Math.max(...heads.right.flat()),
    worstHead: Math.min(...heads.right.flat()),
    pairs: heads.pairs,
  }
}
