/** The small world as a text to learn from: stories with an empty line between them. */
import { stories } from './story.ts'

const GAP = '\n\n'

/** As many whole stories as fit in so many characters, in order: of those that may be trained on, or of those that are held out. */
export function worldText(seed: number, characters: number, { heldOut = false } = {}): string {
  const texts: string[] = []
  let length = -GAP.length
  for (const { text } of stories(seed, heldOut)) {
    length += GAP.length + text.length
    if (length > characters) break
    texts.push(text)
  }
  return texts.join(GAP)
}

/**
 * Training stories and then held-out ones, about one character in ten, so that the course's split (the last tenth is tested on)
 * tests on held-out stories: none of them comes before the cut, and less than 500 characters of training stories come after it.
 */
export function worldCorpus(seed: number, characters: number): string {
  const train = worldText(seed, Math.floor(characters * 0.9))
  const heldOut = worldText(seed, Math.floor(train.length / 9) - 2 * GAP.length, { heldOut: true })
  return `${train}${GAP}${heldOut}\n`
}

/** Every character that the world uses in English or in French, and the letters of the alphabet that it does not. */
export const WORLD_ALPHABET = "\n !',-.:?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÉàâçèéêîôûœ"
