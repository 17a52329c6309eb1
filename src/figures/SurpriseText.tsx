/** Generated text, each token underlined by how probable it was; the prompt stays plain. */
import type { CSSProperties } from 'react'
import { share, visible } from '../ui/format.ts'
import css from './SurpriseText.module.css'

export interface SurpriseTextProps {
  prompt: string
  tokens: readonly { token: string; probability: number }[]
  /** the token that was just rolled */
  rolled?: { token: string; probability: number } | null
}

export function SurpriseText({ prompt, tokens, rolled }: SurpriseTextProps) {
  return (
    <p className={css.text}>
      <span className={css.prompt}>{prompt}</span>
      {tokens.map(({ token, probability }, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens are only ever added at the end
          key={i}
          className={css.token}
          style={{ '--a': `${Math.round(100 * probability)}%` } as CSSProperties}
          title={`${visible(token)} ${share(probability)}`}
        >
          {token}
        </span>
      ))}
      {rolled ? (
        <span className={css.rolled}>{rolled.token === ' ' || rolled.token === '\n' ? visible(rolled.token) : rolled.token}</span>
      ) : null}
    </p>
  )
}
