/** What your models reached: one sheet to print, to save, and to read what another browser saved. */
import { lessons } from 'virtual:lessons'
import { useEffect, useId, useState } from 'react'
import { Link } from 'wouter'
import { useCore } from '../../instruments/core.ts'
import { useSession } from '../../session/index.ts'
import { useLearning } from '../../session/learning.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Notice } from '../../ui/Notice.tsx'
import { judged, type Line, ledgerOf } from '../predictions/ledger.ts'
import { Page } from '../shell/Page.tsx'
import css from './ReachedPage.module.css'
import { isEmpty, type Report, readReport, reportOf, writeReport } from './report.ts'
import { Sheet } from './Sheet.tsx'

interface Read {
  name: string
  made: Date
  report: Report
}

export function ReachedPage() {
  useCore()
  const models = useSession((s) => s.models)
  const kept = useLearning((s) => s)
  const { predictions, estimates } = kept
  const [lines, setLines] = useState<Line[]>([])
  const [read, setRead] = useState<Read | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  useEffect(() => {
    let here = true
    void ledgerOf({ predictions, estimates }).then((all) => here && setLines(all))
    return () => {
      here = false
    }
  }, [predictions, estimates])
  const own = reportOf({ models, kept, lessons, judged: judged(lines) })
  const report = read?.report ?? own
  const open = async (file: File) => {
    setWrong(null)
    try {
      setRead({ name: file.name, ...readReport(new Uint8Array(await file.arrayBuffer())) })
    } catch (error) {
      setWrong((error as Error).message)
    }
  }
  return (
    <Page
      title="What your models reached"
      intro="Computed from your own runs, projects, predictions and reviews as this browser keeps them. What was not measured is not here."
    >
      <div className={`row no-print ${css.actions}`}>
        <Button look="primary" onClick={() => print()}>
          Print
        </Button>
        <Button onClick={() => download('what-my-models-reached.json', writeReport(report, new Date()), 'application/json')}>
          Save as a file
        </Button>
        <OpenFile onFile={(file) => void open(file)} />
        {read ? <Button onClick={() => setRead(null)}>Back to mine</Button> : null}
      </div>
      {wrong ? (
        <Notice
          kind="failure"
          where="The file"
          hint="Choose a file that this page saved. Nothing was changed."
          onDismiss={() => setWrong(null)}
        >
          {wrong}
        </Notice>
      ) : null}
      {read ? (
        <Notice where={read.name} hint="It says what its browser kept; a file can be changed, and proves nothing by itself.">
          Saved on {read.made.toLocaleDateString(undefined, { dateStyle: 'long' })}. This is not yours, and nothing of it is kept here.
        </Notice>
      ) : null}
      {isEmpty(report) ? (
        <p className={css.empty}>
          Nothing yet. <Link href="/learn">The lessons</Link> ask for a guess and train a model; <Link href="/lab">the lab</Link> trains any
          you like.
        </p>
      ) : (
        <Sheet report={report} />
      )}
    </Page>
  )
}

function OpenFile({ onFile }: { onFile: (file: File) => void }) {
  const id = useId()
  return (
    <>
      <input
        id={id}
        className="vh"
        type="file"
        accept=".json,application/json"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) onFile(file)
        }}
      />
      <label htmlFor={id} className={buttonClass()}>
        Read a file
      </label>
    </>
  )
}
