/** The text at the map's foot: typed in place, each letter under its column, or in a line of its own where columns are too narrow for letters. */
import type { CSSProperties } from 'react'
import type { Scene } from '../../figures/map/scene.ts'
import type { View } from '../../figures/map/view.ts'
import css from './MapPanel.module.css'

/** Width of a letter of the mono face at 15 px. */
const ADVANCE = 9

interface TextLineProps {
  text: string
  /** as the model read it */
  tokens: readonly string[]
  scene: Scene
  view: View
  whole: boolean
  most: number
  onText(text: string): void
}

/** Whether letters stand under their columns. */
export function standsInPlace({ text, tokens, scene, view, whole }: Omit<TextLineProps, 'most' | 'onText'>): boolean {
  const step = scene.line.step * view.k
  return whole && step >= 8 && Math.abs([...text].length - tokens.length) <= 3 && tokens.every((token) => [...token].length === 1)
}

export function TextLine(props: TextLineProps) {
  const { text, scene, view, most, onText } = props
  const inPlace = standsInPlace(props)
  const step = scene.line.step * view.k
  const style: CSSProperties | undefined = inPlace
    ? {
        left: scene.line.x * view.k + view.x,
        top: scene.line.y * view.k + view.y,
        width: `min(100%, ${step * [...text].length + 150}px)`,
        letterSpacing: step - ADVANCE,
        paddingInlineStart: (step - ADVANCE) / 2,
      }
    : undefined
  return (
    <input
      className={css.text}
      data-in-place={inPlace}
      style={style}
      aria-label="Text; the map follows"
      value={text}
      maxLength={most}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onChange={({ target }) => onText(target.value)}
    />
  )
}
