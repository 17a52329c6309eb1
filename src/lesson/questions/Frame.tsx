/** The frame of everything that asks the learner for something: a rule, a name in italics, a remark at the right. */
import { type ReactNode, useId } from 'react'
import { Group } from '../../ui/Group.tsx'
import css from './questions.module.css'

export function Frame({ name, id, aside, children }: { name: string; id: string; aside?: ReactNode; children: ReactNode }) {
  const title = useId()
  return (
    <Group className={css.frame} id={id} aria-labelledby={title}>
      <header id={title}>
        <b>{name}</b>
        {aside ? <span className="cap">{aside}</span> : null}
      </header>
      {children}
    </Group>
  )
}
