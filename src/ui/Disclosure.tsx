/** A line that opens to more; the browser's own details element. */
import type { ReactNode } from 'react'
import css from './Disclosure.module.css'

export function Disclosure({ label, aside, open, children }: { label: string; aside?: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className={css.disclosure} open={open}>
      <summary>
        <span className={css.label}>{label}</span>
        {aside ? <span className="n cap">{aside}</span> : null}
      </summary>
      {children}
    </details>
  )
}
