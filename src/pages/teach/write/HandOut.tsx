/** The lesson as an assignment of its own: in the link where there is room for it, else in a zip. */
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { assignmentOf } from './handOut.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import css from './WritePage.module.css'

export function HandOut({ text, title }: { text: string; title: string }) {
  const id = useId()
  const [copied, setCopied] = useState('')
  const { code, zip, lesson } = assignmentOf(text, title)
  const link = `${location.origin}${location.pathname}#/assigned/${code}`
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied(link)
    } catch {
      document.getElementById(id)?.focus() // it is selected then, and can be copied by hand
    }
  }
  if (code === null)
    return (
      <div className={css.handOut}>
        <p>
          This lesson is too long for a link, and a link is what students open: cut it in two. The zip keeps the same assignment for you;
          the Gradebook and the command line read it.
        </p>
        <Button onClick={() => download(`${lesson}.zip`, zip())}>Save the assignment as a zip</Button>
      </div>
    )
  return (
    <div className={css.handOut}>
      <label htmlFor={id}>The whole lesson is in this link of {link.length.toLocaleString('en')} characters:</label>
      <div className={css.link}>
        <input id={id} readOnly value={link} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>Copy</Button>
      </div>
      <p className="cap" role="status">
        {copied === link ? 'Copied. ' : ''}
        <Link href={`/assigned/${code}`}>See what students see</Link>
      </p>
    </div>
  )
}
