/** A CSV of the learner's own, read at once: what it would be as examples, with its split, or what is wrong with it. */
import { useEffect, useId, useState } from 'react'
import { core, session } from '../../session/index.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { int } from '../../ui/format.ts'
import type { LabelledSet } from '../../worker/protocol.ts'
import css from './Setup.module.css'
import { OWN_TITLE } from './tasks.ts'

/** Labels that are named; more are counted. */
const NAMED = 8
const PLACEHOLDER = 'text,label\n"Mila lost the key.",bad\n"Omar found a ring.",good'

/** Between a key and the next look at the rows. */
const REST_MS = 400

interface OwnExamplesProps {
  set: LabelledSet | null
  onTaken: (set: LabelledSet | null) => void
  /** rows that stand there at first */
  text?: string | undefined
  /** hears of rows that are written here; a file's are not shown */
  onText?: (text: string) => void
}

export function OwnExamples({ set, onTaken, text = '', onText }: OwnExamplesProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const [written, setWritten] = useState(text)
  const id = useId()
  const take = async (title: string, content: () => Promise<string>) => {
    onTaken(null)
    setWrong(null)
    setReading(true)
    try {
      const { readCsv } = await import('./csv.ts')
      const rows = readCsv(await content())
      await session.getState().start()
      onTaken(await core.ownExamples(title, rows))
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string }
      setWrong([message, hint].filter(Boolean).join(' '))
    }
    setReading(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when the text is another
  useEffect(() => {
    if (written.trim() === '') return
    const timer = setTimeout(() => void take(OWN_TITLE, async () => written), REST_MS)
    return () => clearTimeout(timer)
  }, [written])
  const read = (file: File | undefined) => (file ? take(file.name.replace(/\.[^.]+$/, ''), () => file.text()) : undefined)
  return (
    <div className={css.own}>
      <input
        id={id}
        className="vh"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <label htmlFor={id} className={css.file}>
        Choose a CSV file
      </label>
      <Disclosure label="Or write rows here" open={written !== ''}>
        <label className="vh" htmlFor={`${id}-rows`}>
          Rows of a text and a label
        </label>
        <textarea
          id={`${id}-rows`}
          className={css.rows}
          rows={8}
          value={written}
          spellCheck={false}
          placeholder={PLACEHOLDER}
          onChange={(event) => {
            setWritten(event.target.value)
            onText?.(event.target.value)
          }}
        />
      </Disclosure>
      <div role="status">
        {wrong ? (
          <p className={css.wrong}>{wrong}</p>
        ) : set ? (
          <Split set={set} />
        ) : (
          <p className="cap">{reading ? 'Reading the file …' : 'Two columns: a text and its label. It stays in this browser.'}</p>
        )}
      </div>
    </div>
  )
}

function Split({ set: { title, labels, train, heldOut } }: { set: LabelledSet }) {
  const counts = labels.map((label, k) => `${label} (${int([...train, ...heldOut].filter((one) => one.label === k).length)})`)
  return (
    <p>
      {title}: {int(train.length)} rows to learn from, {int(heldOut.length)} held out. Labels: {counts.slice(0, NAMED).join(', ')}
      {counts.length > NAMED ? ` and ${counts.length - NAMED} more` : ''}.
    </p>
  )
}
