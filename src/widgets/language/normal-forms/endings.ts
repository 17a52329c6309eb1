/**
 * What a stem or lemma leaves out, in bits: how surprising the word is to someone who knows its stem. A table of counts from the training
 * part, in three steps, each with Witten and Bell's chance of something new (types ÷ (tokens + types)):
 * the words that this stem has stood for; the changes that turn stems into words in general; the word letter by letter.
 */

/** How a word differs from its base: so many letters are cut from the base's end, and these are put there. "studi" → "studies" is 1 and "ies"… */
function changeOf(base: string, word: string): string {
  let same = 0
  while (same < Math.min(base.length, word.length) && base[same] === word[same]) same++
  return `${base.length - same}+${word.slice(same)}`
}

/** Counts of one kind of event. */
class Counts {
  private readonly counts = new Map<string, number>()
  private total = 0

  add(event: string): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1)
    this.total++
  }

  /** of an event that was seen; 0 for a new one */
  share(event: string): number {
    return (this.counts.get(event) ?? 0) / (this.total + this.counts.size || 1)
  }

  /** the share kept for all that is new */
  get news(): number {
    return this.total === 0 ? 1 : this.counts.size / (this.total + this.counts.size)
  }
}

/** 26 letters and the end: a letter of a word that was never seen in any way. */
const LETTER_BITS = Math.log2(27)

/**
 * Mean bits for each word of [from, end), given its base; learned from [0, from).
 * Where base and word are always equal it is nearly 0.
 */
export function endingBits(bases: readonly string[], words: readonly string[], from: number): number {
  const ofBase = new Map<string, Counts>()
  const changes = new Counts()
  for (let i = 0; i < from; i++) {
    const counts = ofBase.get(bases[i]!) ?? new Counts()
    counts.add(words[i]!)
    ofBase.set(bases[i]!, counts)
    changes.add(changeOf(bases[i]!, words[i]!))
  }
  let bits = 0
  for (let i = from; i < words.length; i++) bits += surprise(ofBase.get(bases[i]!) ?? new Counts(), changes, bases[i]!, words[i]!)
  return bits / (words.length - from)
}

function surprise(known: Counts, changes: Counts, base: string, word: string): number {
  if (known.share(word) > 0) return -Math.log2(known.share(word))
  const change = changeOf(base, word)
  if (changes.share(change) > 0) return -Math.log2(known.news * changes.share(change))
  return -Math.log2(known.news * changes.news) + (word.length + 1) * LETTER_BITS
}
