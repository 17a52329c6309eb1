/** What the tagger is counted on: the beginning of a text, cut into sentences, with the tags that wink-nlp gives its words. */
import { MarkovTagger, type Tagged } from '../../../language/markovTagger.ts'
import { handTagged } from '../../../language/handTagged.ts'
import { readTokens } from '../../../language/wink.ts'

/** So much is read at once; between two pieces the page may draw and listen. */
const PIECE = 8_000

/** Words with their tags, sentence by sentence. */
async function tagSentences(text: string, signal: AbortSignal): Promise<Tagged[][]> {
  const sentences: Tagged[][] = []
  for (let begin = 0; begin < text.length; begin += PIECE) {
    if (signal.aborted) break
    let now: Tagged[] = []
    for (const { text: word, pos } of await readTokens(text.slice(begin, begin + PIECE))) {
      if (pos === 'SPACE') continue
      now.push({ text: word, tag: pos })
      if (!/^[.!?]$/.test(word)) continue
      sentences.push(now)
      now = []
    }
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return sentences
}

export interface School {
  tagger: MarkovTagger
  /** right on the sentences tagged by hand, punctuation left out: by words alone, and by the best path */
  words: number
  favourites: number
  path: number
  /** words of them that were never counted */
  unknown: number
  /** sentences of them that stand in the schoolbook, where nothing can be learned from getting them right */
  copied: number
}

let last: { key: string; school: School } | null = null

/** Counts, and tries itself on sentences that it never saw. The last text is not counted again. */
export async function attend(text: string, signal: AbortSignal): Promise<School> {
  if (last?.key === text) return last.school
  const sentences = await tagSentences(text, signal)
  const tagger = new MarkovTagger(sentences)
  const written = new Set(sentences.map(wordsOf))
  const school: School = { tagger, words: 0, favourites: 0, path: 0, unknown: 0, copied: 0 }
  for (const sentence of handTagged()) {
    if (written.has(wordsOf(sentence))) school.copied++
    const steps = tagger.read(sentence.map((word) => word.text))
    for (const [i, { tag }] of sentence.entries()) {
      if (tag === 'PUNCT') continue
      const { favourite, best, seen } = steps[i]!
      school.words++
      if (tagger.tags[favourite] === tag) school.favourites++
      if (tagger.tags[best] === tag) school.path++
      if (seen.length === 0) school.unknown++
    }
  }
  if (!signal.aborted) last = { key: text, school }
  return school
}

/** A sentence by its words, whatever its capitals and stops. */
const wordsOf = (sentence: readonly Tagged[]): string =>
  sentence
    .map(({ text }) => text.toLowerCase())
    .filter((word) => /[\p{L}\d]/u.test(word))
    .join(' ')
