/** A tagger's tags beside those set by hand. */
import type { PartOfSpeech, Token } from '../../../language/wink.ts'

export interface Judged {
  text: string
  truth: string
  tag: PartOfSpeech | null
}

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

/** Every word by its place; one that the tagger cut otherwise has no tag, and counts as wrong. */
export function judge(line: string, tokens: readonly Token[]): Judged[] {
  const at = new Map(tokens.map((token) => [token.start, token]))
  return parseTagged(line).words.map(({ text, truth, start }) => {
    const token = at.get(start)
    return { text, truth, tag: token?.text === text ? token.pos : null }
  })
}

export interface Score {
  words: number
  right: number
  sentences: number
  sentencesRight: number
  /** the share that is right when every spelling always gets the tag that it has most often in this set, punctuation left out of all */
  mostFrequent: number
  /** truth, tag and how often, the most frequent first; only what went wrong */
  confusions: { truth: string; tag: string; count: number; examples: string[] }[]
}

const counted = ({ truth }: Judged): boolean => truth !== 'PUNCT'

/** Punctuation is left out: it is never wrong, and would make every tagger look better. */
export function score(sentences: readonly (readonly Judged[])[]): Score {
  const all = sentences.flat().filter(counted)
  const wrong = all.filter(({ truth, tag }) => truth !== tag)
  const confusions = new Map<string, { truth: string; tag: string; count: number; examples: string[] }>()
  for (const { text, truth, tag } of wrong) {
    const key = `${truth}>${tag}`
    const entry = confusions.get(key) ?? { truth, tag: tag ?? 'cut otherwise', count: 0, examples: [] }
    confusions.set(key, { ...entry, count: entry.count + 1, examples: [...entry.examples, text] })
  }
  return {
    words: all.length,
    right: all.length - wrong.length,
    sentences: sentences.length,
    sentencesRight: sentences.filter((sentence) => sentence.filter(counted).every(({ truth, tag }) => truth === tag)).length,
    mostFrequent: mostFrequentShare(all),
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count),
  }
}

/** Knows the answers of this very set, and still fails where one spelling has several tags: no tagger without context can do better here. */
function mostFrequentShare(words: readonly Judged[]): number {
  const tags = new Map<string, Map<string, number>>()
  for (const { text, truth } of words) {
    const counts = tags.get(text.toLowerCase()) ?? new Map<string, number>()
    counts.set(truth, (counts.get(truth) ?? 0) + 1)
    tags.set(text.toLowerCase(), counts)
  }
  return [...tags.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), 0) / words.length
}
