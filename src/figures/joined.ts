/** Words between two kinds of forms that each is brought to: which words meet on which side, and where all of them stand. */
import { placeLabels } from './labels.ts'

export interface Form {
  word: string
  left: string
  right: string
}

export interface Placed {
  words: { text: string; y: number }[]
  left: { text: string; y: number }[]
  right: { text: string; y: number }[]
  /** from a word to a form, by their places in the lists */
  edges: { side: 'left' | 'right'; word: number; form: number }[]
  /** words that nothing happens to, or that there was no room for */
  rest: number
}

export const ROW = 22

const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** A word that is brought to itself on both sides, and meets no other there, is left out. */
export function joined(forms: readonly Form[], most: number): Placed {
  const words = distinct(forms.map(({ word }) => word))
  const of = (side: 'left' | 'right', form: string) => distinct(forms.filter((each) => each[side] === form).map(({ word }) => word))
  const moved = (word: string): boolean =>
    forms.some(
      (each) => each.word === word && (['left', 'right'] as const).some((side) => each[side] !== word || of(side, word).length > 1),
    )
  // Those of one form stand together, in the order of the text.
  const families = distinct(forms.filter(({ word }) => moved(word)).map(({ left }) => left))
  const shown = distinct(families.flatMap((left) => of('left', left).filter(moved))).slice(0, most)
  const kept = forms.filter(({ word }) => shown.includes(word))
  const height = shown.length * ROW
  const yOf = (word: string): number => (shown.indexOf(word) + 0.5) * ROW
  const placed = (side: 'left' | 'right') =>
    placeLabels(
      distinct(kept.map((each) => each[side])).map((text) => {
        const ys = distinct(kept.filter((each) => each[side] === text).map(({ word }) => word)).map(yOf)
        return { text, y: ys.reduce((sum, y) => sum + y, 0) / ys.length }
      }),
      ROW / 2,
      height - ROW / 2,
      ROW * 0.8,
    )
  const [left, right] = [placed('left'), placed('right')]
  const edges = (['left', 'right'] as const).flatMap((side) =>
    distinct(kept.map((each) => `${each.word}\n${each[side]}`)).map((pair) => {
      const [word, form] = pair.split('\n')
      const there = side === 'left' ? left : right
      return { side, word: shown.indexOf(word!), form: there.findIndex(({ text }) => text === form) }
    }),
  )
  return { words: shown.map((text) => ({ text, y: yOf(text) })), left, right, edges, rest: words.length - shown.length }
}
