/** A card for something the learner should read: what happened, and what to do. */
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import css from './Notice.module.css'

export interface NoticeProps {
  /** a failure is announced at once and carries a sign; the rest is said politely */
  kind?: 'failure' | 'note'
  /** what failed: "Training", "Your text" */
  where?: string
  children: ReactNode
  /** what to do */
  hint?: string
  actions?: ReactNode
  onDismiss?: () => void
}

export function Notice({ kind = 'note', where, children, hint, actions, onDismiss }: NoticeProps) {
  const failure = kind === 'failure'
  return (
    <div className={css.notice} data-kind={kind} role={failure ? 'alert' : 'note'}>
      <p>
        {failure ? <b className={css.sign}>! </b> : null}
        {where ? <b>{where}: </b> : null}
        {children}
        {hint ? <span className={css.hint}> {hint}</span> : null}
      </p>
      {actions || onDismiss ? (
        <div className="row">
          {actions}
          {onDismiss ? (
            <Button look="text" onClick={onDismiss}>
              Dismiss
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
