/** The frame of everything that asks the learner for something: a rule, a name in italics, a remark at the right. */
import { type ReactNode, useId } from 'react'
import { Group } from '../../ui/Group.tsx'
import css from './questions.module.css'

interface FrameProps {
  name: string
  id: string
  aside?: ReactNode
  /** what an instructor lets count of the answers; it changes with each */
  counted?: string | null
  children: ReactNode
}

export function Frame({ name, id, aside, counted = null, children }: FrameProps) {
  const title = useId()
  return (
    <Group className={css.frame} id={id} aria-labelledby={title}>
      <header id={title}>
        <b>{name}</b>
        {aside ? <span className="cap">{aside}</span> : null}
      </header>
      {children}
      {counted === null ? null : (
        <p role="status" className={css.counted}>
          {counted}
        </p>
      )}
    </Group>
  )
}
