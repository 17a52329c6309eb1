/** Where an assignment is opened that did not come by itself: its link, or its file. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { codeIn } from '../../teach/assignment/link.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Page, Part } from '../shell/Page.tsx'
import css from './assigned.module.css'
import { OpenFile } from './OpenFile.tsx'

export function OpenPage() {
  const [, go] = useLocation()
  const [link, setLink] = useState('')
  return (
    <Page title="Open an assignment" intro="Your instructor gave you a link or a file. What you do for it stays in this browser.">
      <Part title="Its file">
        <OpenFile label="Choose the file" />
      </Part>
      <Part title="Its link">
        <form
          className={css.openLink}
          onSubmit={(event) => {
            event.preventDefault()
            go(`/assigned/${encodeURIComponent(codeIn(link))}`)
          }}
        >
          <Field label="The link" value={link} onChange={(event) => setLink(event.target.value)} />
          <Button type="submit" disabled={codeIn(link) === ''}>
            Open the link
          </Button>
        </form>
      </Part>
    </Page>
  )
}
