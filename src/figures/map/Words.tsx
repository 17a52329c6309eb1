/** The words of a map, at their own size whatever the zoom; those that have no room there are left out. */
import { memo } from 'react'
import { visible } from '../../ui/format.ts'
import type { Guess } from './data.ts'
import css from './ModelMap.module.css'
import type { Scene, Word } from './scene.ts'
import type { Frame, View } from './view.ts'

interface WordsProps {
  scene: Scene
  view: View
  frame: Frame
  guesses: readonly Guess[]
}

/** Words keep their size: of a map made small, those that have no measure of their own would run into each other. */
const LEAST: Readonly<Partial<Record<Word['look'], number>>> = { mono: 0.85, sans: 0.85, name: 0.85, strong: 0.85 }

export const Words = memo(function Words({ scene, view, frame, guesses }: WordsProps) {
  const { k, x, y } = view
  return (
    <div className={css.words} aria-hidden="true">
      {scene.words.map((word, i) => {
        const [left, top] = [word.x * k + x, word.y * k + y]
        if (k < (word.from ?? LEAST[word.look] ?? 0) * 0.999 || left < -90 || left > frame.width + 90 || top < -24 || top > frame.height)
          return null
        const guess = word.look === 'guess' ? guesses[word.column!] : undefined
        // `from` is where one character has room: a token of many is cut, or beside others it could not be read at all.
        const text = guess ? cutTo(visible(guess.token), word.from ? k / word.from : Number.POSITIVE_INFINITY) : word.text
        if (text === '') return null
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a scene's words are laid out in one order
            key={i}
            className={`${css.word} ${css[word.look]}`}
            data-align={word.align}
            data-hit={guess?.hit || undefined}
            style={{ transform: `translate(${left}px, ${top}px)`, color: colourOf(word) }}
          >
            {text}
          </span>
        )
      })}
    </div>
  )
})

/** The text, or its beginning and an ellipsis, or nothing where there is no room for a letter and that. */
export function cutTo(text: string, characters: number): string {
  const room = Math.floor(characters + 0.001)
  if (text.length <= Math.max(1, room)) return text
  return room < 2 ? '' : `${text.slice(0, room - 1)}…`
}

const colourOf = ({ colour }: Word): string | undefined => (colour ? `var(--${colour})` : undefined)
