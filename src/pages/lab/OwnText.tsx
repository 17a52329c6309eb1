/** Where a learner brings a text: paste it, choose a file, or drop one. */
import { type DragEvent, useId, useState } from 'react'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, TextArea } from '../../ui/Field.tsx'
import { int } from '../../ui/format.ts'
import css from './OwnText.module.css'

export function OwnText({ onTaken }: { onTaken: () => void }) {
  const addText = useSession((s) => s.addText)
  const ready = useSession((s) => s.device !== null)
  const [title, setTitle] = useState('')
  const [content, setContent] = useState('')
  const [busy, setBusy] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const fileId = useId()

  const take = async (name: string, text: string | ArrayBuffer, saying: string) => {
    setBusy(saying)
    const taken = await addText(name, text)
    setBusy(null)
    if (taken) onTaken()
  }
  const takeFile = async (file: File | undefined) => {
    if (!file) return
    await take(title || file.name.replace(/\.[^.]+$/, ''), await file.arrayBuffer(), `Reading ${file.name}, ${int(file.size)} bytes`)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void takeFile(event.dataTransfer.files[0])
  }

  return (
    <form
      className={css.own}
      data-over={over || undefined}
      aria-label="Your own text"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onSubmit={(event) => {
        event.preventDefault()
        void take(title || 'My text', content, `Reading ${int(content.length)} characters`)
      }}
    >
      <TextArea label="Paste the text here" rows={4} value={content} onChange={(event) => setContent(event.target.value)} />
      <div className={css.side}>
        <Field label="Title" value={title} placeholder="My text" onChange={(event) => setTitle(event.target.value)} />
        <div className="row">
          <Button type="submit" disabled={!ready || busy !== null || content.length === 0}>
            Use this text
          </Button>
          <input
            id={fileId}
            className="vh"
            type="file"
            accept=".txt,.md,text/plain"
            disabled={!ready || busy !== null}
            onChange={(event) => {
              void takeFile(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <label htmlFor={fileId} className={css.file}>
            Choose a file
          </label>
        </div>
        <p className="cap" role="status">
          {busy ?? 'Or drop a .txt file here. It stays in this browser.'}
        </p>
      </div>
    </form>
  )
}
