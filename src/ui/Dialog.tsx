/** A dialog that asks one question; focus stays inside, Escape closes it. */
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import css from './Popups.module.css'

export interface DialogProps {
  open: boolean
  title: string
  children: ReactNode
  /** buttons, the safe one first */
  actions: ReactNode
  onClose: () => void
}

export function Dialog({ open, title, children, actions, onClose }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Popup className={css.dialog}>
          <Base.Title className={css.title}>{title}</Base.Title>
          {children}
          <div className={css.actions}>{actions}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
