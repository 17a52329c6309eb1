/** What a published page is to say of itself; then the page, as one file. */
import { useState } from 'react'
import type { PlainError } from '../../core/errors.ts'
import { core, session } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { download } from '../../ui/download.ts'
import { Field } from '../../ui/Field.tsx'
import { bytes } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { PublishedThing } from '../../worker/protocol.ts'
import { asPlain } from '../computed.ts'

export interface PublishProps {
  what: PublishedThing
  /** offered as its name */
  name: string
  /** whether the data are the course's own, whose licence is known */
  ownData: boolean
  onClose: () => void
  /** told when a page was made */
  onPublished?: (made: { name: string; bytes: number }) => void
}

export function PublishDialog({ what, name: offered, ownData, onClose, onPublished }: PublishProps) {
  const [name, setName] = useState(offered)
  const [does, setDoes] = useState('')
  const [data, setData] = useState('')
  const [licence, setLicence] = useState('')
  const [state, setState] = useState<{ busy: boolean; error: PlainError | null; made: { fileName: string; bytes: number } | null }>({
    busy: false,
    error: null,
    made: null,
  })
  const publish = async () => {
    setState({ busy: true, error: null, made: null })
    try {
      await session.getState().start()
      const words = { name, ...(does.trim() && { does: does.trim() }), ...(data.trim() && { data: data.trim() }) }
      const page = await core.publish(what, { ...words, ...(licence.trim() && { licence: licence.trim() }) })
      download(page.fileName, page.data, 'text/html')
      setState({ busy: false, error: null, made: { fileName: page.fileName, bytes: page.data.length } })
      onPublished?.({ name, bytes: page.data.length })
    } catch (error) {
      setState({ busy: false, error: asPlain(error), made: null })
    }
  }
  return (
    <Dialog
      open
      title="Publish as one page"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" disabled={state.busy || name.trim() === ''} onClick={() => void publish()}>
            {state.busy ? 'Measuring and packing …' : 'Make the page'}
          </Button>
        </>
      }
    >
      <p className="cap">
        One HTML file with the weights in 8 bits and all that runs them. It opens from a disk, on a phone or on any host, asks no network
        for anything, and says how it was measured. The file is made here; nobody has it before you give it to them.
      </p>
      <Field
        label="Name"
        value={name}
        maxLength={80}
        error={name.trim() === '' ? 'A page needs a name.' : undefined}
        onChange={({ target }) => setName(target.value)}
      />
      <Field
        label="What it does, in a sentence"
        value={does}
        maxLength={200}
        hint="Left empty, the course says it."
        onChange={({ target }) => setDoes(target.value)}
      />
      <Field
        label="What it learned from"
        value={data}
        maxLength={300}
        hint="Left empty, the name of its text or task."
        onChange={({ target }) => setData(target.value)}
      />
      <Field
        label="Licence of model and data"
        value={licence}
        maxLength={120}
        hint={
          ownData
            ? 'Left empty, MIT, as for the course’s own data.'
            : 'Left empty, the card says that none is stated. A text of somebody else’s stays theirs.'
        }
        onChange={({ target }) => setLicence(target.value)}
      />
      {state.error ? (
        <Notice kind="failure" where="Publishing" hint={state.error.hint}>
          {state.error.message}
        </Notice>
      ) : null}
      <p className="cap" role="status">
        {state.made ? `${state.made.fileName}, ${bytes(state.made.bytes).join(' ')}, is among your downloads. Open it.` : ''}
      </p>
    </Dialog>
  )
}
