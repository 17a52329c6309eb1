/** A text, each token tinted by a number of its own; one of them is spoken of below. */
import type { KeyboardEvent, ReactNode } from 'react'
import { visible } from '../ui/format.ts'
import css from './TintedText.module.css'
import { useHeld } from './useHeld.ts'

export interface TintedTextProps {
  /** what the tints are, for those who do not see them */
  label: string
  tokens: readonly string[]
  /** of each token, 0 bare … 1 full */
  tints: readonly number[]
  /** a token of tokens.css */
  colour: string
  /** the token that is spoken of first */
  first?: number
  /** blanks and line ends get a sign */
  signs?: boolean
  /** the text is what the figure is about */
  large?: boolean
  /** a token's number in words */
  said: (token: number) => string
  /** the line below; its numbers may be pressed */
  children: (token: number) => ReactNode
}

/** A full tint leaves the text readable. */
const FULL = 55

export function TintedText({ label, tokens, tints, colour, first = 0, signs = false, large = false, said, children }: TintedTextProps) {
  const { place, held, follow, press, hold } = useHeld(first)
  const last = tokens.length - 1
  const at = Math.max(0, Math.min(last, place))
  const key = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    hold(Math.max(0, Math.min(last, next)))
  }
  return (
    <div>
      <div
        className={large ? `${css.text} ${css.large}` : css.text}
        role="slider"
        tabIndex={0}
        aria-label={`${label}; arrow keys move over the tokens`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at}
        aria-valuetext={`token ${at}, ${visible(tokens[at] ?? '')}: ${said(at)}`}
        onKeyDown={key}
      >
        {tokens.map((token, t) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
            key={t}
            className={t !== at ? undefined : held ? css.held : css.on}
            style={{
              background: `color-mix(in oklab, var(--${colour}) ${(FULL * Math.max(0, Math.min(1, tints[t] ?? 0))).toFixed(1)}%, transparent)`,
            }}
            onPointerEnter={() => follow(t)}
            onPointerUp={() => press(t)}
          >
            {signs ? visible(token) : token}
          </span>
        ))}
      </div>
      <div className={`cap ${css.said}`}>{children(at)}</div>
    </div>
  )
}
