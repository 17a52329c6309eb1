/** A menu of actions behind one button. */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { buttonClass } from './Button.tsx'
import css from './Popups.module.css'

export interface MenuProps {
  label: string
  children: ReactNode
  items: readonly { label: string; disabled?: boolean; onSelect: () => void }[]
}

export function Menu({ label, children, items }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className={buttonClass('text')} aria-label={label}>
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={css.positioner} align="end" sideOffset={4}>
          <Base.Popup className={css.menu}>
            {items.map((item) => (
              <Base.Item key={item.label} className={css.item} disabled={item.disabled} onClick={item.onSelect}>
                {item.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
