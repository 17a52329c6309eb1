/** All that this course keeps in the browser: what it is, as one file, back from that file, or gone. */
import { useId, useState } from 'react'
import { useSession, isRunning } from '../../session/index.ts'
import { eraseEverything, exportEverything, type Imported, importEverything } from '../../session/everything/everything.ts'
import { useLearning } from '../../session/learning.ts'
import { useCore } from '../../instruments/core.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { bytes, int } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { download } from '../../ui/download.ts'
import { Page, Part } from '../shell/Page.tsx'
import css from './YourDataPage.module.css'

interface Outcome {
  kind: 'failure' | 'note'
  said: string
  hint: string
}

export function YourDataPage() {
  useCore()
  const [busy, setBusy] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [asking, setAsking] = useState(false)
  const running = useSession((s) => isRunning(s.run))

  const act = async (what: string, task: () => Promise<Outcome>): Promise<void> => {
    setBusy(what)
    setOutcome(null)
    setOutcome(await task().catch(failed))
    setBusy(null)
  }
  const save = () =>
    act('Packing …', async () => {
      const { fileName, data } = await exportEverything()
      download(fileName, data)
      return { kind: 'note', said: `${fileName} was handed to the browser: ${bytes(data.length).join(' ')}.`, hint: '' }
    })
  const load = (file: File) => act('Reading …', async () => sayImported(await importEverything(new Uint8Array(await file.arrayBuffer()))))
  const erase = () =>
    act('Erasing …', async () => {
      await eraseEverything()
      location.reload()
      return { kind: 'note', said: 'Everything is erased.', hint: '' }
    })

  return (
    <Page
      title="Your data"
      intro="There is no account, and nothing is sent anywhere. What you do here is kept by this browser, on this machine, and nowhere else."
    >
      <WhatIsKept />
      <Part title="Take it with you">
        <div className="row">
          <Button disabled={busy !== null} onClick={() => void save()}>
            Export everything
          </Button>
          <ImportFile disabled={busy !== null} onFile={(file) => void load(file)} />
          {busy ? <span role="status">{busy}</span> : null}
        </div>
        <p className={`cap ${css.about}`}>
          One zip with your progress, predictions, notes, code, texts and models. Importing one adds it to what is here: nothing that is
          here is lost.
        </p>
        {outcome ? (
          <Notice kind={outcome.kind} hint={outcome.hint} onDismiss={() => setOutcome(null)}>
            {outcome.said}
          </Notice>
        ) : null}
      </Part>
      <Part title="Erase it">
        <Button disabled={busy !== null || running} onClick={() => setAsking(true)}>
          Erase everything
        </Button>
        {running ? <p className="cap">A run is under way. Stop it first.</p> : null}
      </Part>
      {asking ? (
        <Dialog
          open
          title="Erase everything?"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Keep it</Button>
              <Button
                look="primary"
                onClick={() => {
                  setAsking(false)
                  void erase()
                }}
              >
                Erase
              </Button>
            </>
          }
        >
          <p>
            Progress, predictions, notes, code, added texts, trained models and settings are removed from this browser. This cannot be
            undone. Export first if you may want any of it again.
          </p>
        </Dialog>
      ) : null}
    </Page>
  )
}

function WhatIsKept() {
  const kept = useLearning((s) => s)
  const models = useSession((s) => s.models).filter(({ origin }) => origin !== 'shipped')
  const texts = useSession((s) => s.texts).filter(({ ref }) => ref.kind === 'stored')
  const lasts = useSession((s) => s.storageLasts) && kept.lasts
  const count = (facts: object): string => int(Object.keys(facts).length)
  const rows = [
    ['questions and challenges answered', count(kept.answers)],
    ['predictions', count(kept.predictions)],
    ['questions in review', count(kept.reviews)],
    ['texts of the reading list read', count(kept.read)],
    ['lessons with notes', count(kept.notes)],
    ['exercises with code of your own', count(kept.code)],
    ['texts of your own', int(texts.length)],
    ['models of your own', `${int(models.length)}, ${bytes(models.reduce((sum, model) => sum + model.bytes, 0)).join(' ')}`],
  ]
  return (
    <Part title="What is kept">
      {lasts ? null : (
        <Notice kind="failure" hint="Export before you close the page, or open the course in an ordinary window.">
          This browser lets nothing outlive the page.
        </Notice>
      )}
      <table>
        <caption className="vh">What this course keeps in the browser</caption>
        <tbody>
          {rows.map(([what, much]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td className="n">{much}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function ImportFile({ disabled, onFile }: { disabled: boolean; onFile: (file: File) => void }) {
  const id = useId()
  return (
    <>
      <input
        id={id}
        className="vh"
        type="file"
        accept=".zip"
        disabled={disabled}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <label htmlFor={id} className={buttonClass()} aria-disabled={disabled}>
        Import
      </label>
    </>
  )
}

function sayImported({ facts, texts, models, known, left }: Imported): Outcome {
  const some = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`
  const already = known > 0 ? ` ${some(known, 'model')} ${known === 1 ? 'was' : 'were'} here already.` : ''
  const said = `Added or changed: ${some(facts, 'entry', 'entries')}, ${some(texts, 'text')}, ${some(models, 'model')}.${already}`
  return { kind: left.length > 0 ? 'failure' : 'note', said, hint: left.length > 0 ? `Not taken: ${left.join('; ')}.` : '' }
}

function failed(error: unknown): Outcome {
  const { message, hint } = error as { message?: string; hint?: string }
  return { kind: 'failure', said: message ?? String(error), hint: hint ?? 'Nothing was changed. Reload the page and try again.' }
}
