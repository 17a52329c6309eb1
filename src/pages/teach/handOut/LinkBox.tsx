/** An assignment's link, to be copied, with what is said of it below. */
import { type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../../ui/Button.tsx'
import css from './LinkBox.module.css'

/** @param code what follows `#/assigned/` */
export function LinkBox({ code, children }: { code: string; children: ReactNode }) {
  const id = useId()
  const [copied, setCopied] = useState('')
  const link = linkTo(code)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied(link)
    } catch {
      document.getElementById(id)?.focus() // it is selected then, and can be copied by hand
    }
  }
  return (
    <div className={css.link}>
      <label htmlFor={id} className="vh">
        The link
      </label>
      <input id={id} readOnly value={link} onFocus={(event) => event.target.select()} />
      <Button look="primary" onClick={() => void copy()}>
        Copy
      </Button>
      <p className="cap" role="status">
        {copied === link ? 'Copied. ' : ''}
        {children} <Link href={`/assigned/${code}`}>See what students see</Link>
      </p>
    </div>
  )
}

export const linkTo = (code: string): string => `${location.origin}${location.pathname}#/assigned/${code}`

/** Where students open an assignment that they have as a file. */
export const openAddress = (): string => `${location.origin}${location.pathname}#/assigned`
