/** Texts one below the other, each with a name: what a model wrote, what is right, what a baseline says. */
import type { ReactNode } from 'react'
import css from './NamedTexts.module.css'

export interface NamedText {
  name: ReactNode
  text: ReactNode
  /** beside what one looks at first */
  small?: boolean
}

export function NamedTexts({ texts }: { texts: readonly NamedText[] }) {
  return (
    <dl className={css.rows}>
      {texts.map(({ name, text, small }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stand in one order
        <div key={i}>
          <dt>{name}</dt>
          <dd data-small={small || undefined}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Words that a score has counted. */
export const Match = ({ children }: { children: ReactNode }) => <mark className={css.match}>{children}</mark>
