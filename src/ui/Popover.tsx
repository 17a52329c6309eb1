/** What opens beside a thing that was pressed: an explanation, a definition. Escape and a press outside close it. */
import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import css from './Popups.module.css'

export interface PopoverProps {
  /** what the popup is about; its title, read out first */
  title: ReactNode
  /** the text of the button that opens it */
  children: ReactNode
  /** the popup's content */
  content: ReactNode
  /** the button's look; default: underlined text in the flow of a line */
  className?: string
  label?: string
  /** open from the start, where it was loaded because it was asked for */
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
}

export function Popover({ title, children, content, className = css.word, label, defaultOpen, onOpenChange }: PopoverProps) {
  return (
    <Base.Root defaultOpen={defaultOpen} onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger className={className} aria-label={label}>
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={css.positioner} sideOffset={6} collisionPadding={16}>
          <Base.Popup className={css.popover}>
            <Base.Title className={css.subject}>{title}</Base.Title>
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
