/** A tagger's tags beside those set by hand. */
import { parseTagged } from '../../../language/handTagged.ts'
import type { PartOfSpeech, Token } from '../../../language/wink.ts'

export interface Judged {
  text: string
  truth: string
  tag: PartOfSpeech | null
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
  /** the share that is right when every spelling gets the tag that it has most often in all the other sentences; a new one the commonest tag */
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
    mostFrequent: mostFrequentShare(sentences.map((sentence) => sentence.filter(counted))),
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count),
  }
}

/** Counted on the other sentences each time: favourites that were counted on the words they are tried on would know the answers. */
function mostFrequentShare(sentences: readonly (readonly Judged[])[]): number {
  const right = sentences.map((sentence, i) => {
    const others = sentences.filter((_, j) => j !== i).flat()
    const commonest = favourite(others.map(({ truth }) => truth))
    return sentence.filter(({ text, truth }) => {
      const seen = others.filter((other) => other.text.toLowerCase() === text.toLowerCase())
      return (favourite(seen.map((other) => other.truth)) ?? commonest) === truth
    }).length
  })
  return right.reduce((a, b) => a + b, 0) / sentences.flat().length
}

/** The most frequent of them; of equals, the one that came first. */
function favourite(tags: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].reduce<[string, number] | undefined>((best, each) => (best && best[1] >= each[1] ? best : each), undefined)?.[0]
}
