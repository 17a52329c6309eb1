/** Gradebook: a class's receipts as a table, each handed-in model measured again here, the class at a glance, and tables out and in. */
import { useState } from 'react'
import { modelTasks } from '../../../teach/gradebook/jobs.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChooseFiles } from '../../../ui/ChooseFiles.tsx'
import { download } from '../../../ui/download.ts'
import { Field } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page, Part } from '../../shell/Page.tsx'
import { csvOf, measureAll, openClass, openCsv, openFile, openHeldOut, openLink, stopMeasuring, useBook, waiting } from './book.ts'
import { ClassTable } from './ClassTable.tsx'
import { dropped, handedOf } from './files.ts'
import css from './GradebookPage.module.css'
import { GlanceParts } from './GlanceParts.tsx'
import { Retraining } from './Retraining.tsx'

const INTRO =
  'Open the assignment, then drop the receipts: a folder, or the zip of submissions that Moodle, Canvas or ILIAS makes. Everything is read and measured in this browser; no receipt leaves it.'

export function GradebookPage() {
  const { assignment, rows, failure, said, busy } = useBook()
  return (
    <Page title="Gradebook" intro={INTRO}>
      {failure ? (
        <Notice kind="failure" hint={failure.hint} onDismiss={() => useBook.setState({ failure: null })}>
          {failure.message}
        </Notice>
      ) : null}
      <p role="status" className="cap">
        {busy ?? said ?? ''}
      </p>
      <TheAssignment />
      {assignment ? <TheClass /> : null}
      {rows.length > 0 ? (
        <>
          {modelTasks(assignment!).length > 0 ? <Measuring /> : null}
          <Part title="The table">
            <ClassTable />
            <Tables />
          </Part>
          <GlanceParts />
        </>
      ) : null}
    </Page>
  )
}

function TheAssignment() {
  const assignment = useBook((book) => book.assignment)
  const [link, setLink] = useState('')
  return (
    <Part title="The assignment">
      {assignment ? (
        <p>
          <b>{assignment.title}</b>, {assignment.items.length} {assignment.items.length === 1 ? 'item' : 'items'}
          {assignment.due ? `, due ${assignment.due}` : ''}
        </p>
      ) : null}
      <form
        className={css.fields}
        onSubmit={(event) => {
          event.preventDefault()
          void openLink(link)
        }}
      >
        <Field label="Its link" value={link} onChange={(event) => setLink(event.target.value)} />
        <div className="row">
          <Button type="submit" disabled={link.trim() === ''}>
            Open the link
          </Button>
          <ChooseFiles label="Or its file" accept=".zip,.json,.txt" onFiles={([file]) => void openFile(file!.data)} />
        </div>
      </form>
    </Part>
  )
}

function TheClass() {
  const { students, problems } = useBook()
  const [over, setOver] = useState(false)
  return (
    <Part title="The class">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons inside are the one for keyboards */}
      <div
        className={css.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void dropped(event.dataTransfer.items).then((files) => openClass(files.map(handedOf)))
        }}
      >
        <p>Drop a folder or a zip here, or choose</p>
        <div className="row">
          <ChooseFiles label="Zips of receipts" accept=".zip" onFiles={(files) => void openClass(files.map(handedOf))} />
          <ChooseFiles label="A folder" folder onFiles={(files) => void openClass(files.map(handedOf))} />
        </div>
      </div>
      {students.length > 0 ? (
        <p>
          {int(students.length)} {students.length === 1 ? 'student' : 'students'}.
        </p>
      ) : null}
      {problems.length > 0 ? (
        <details open>
          <summary>
            {problems.length} {problems.length === 1 ? 'file is' : 'files are'} no receipt
          </summary>
          <ul>
            {problems.map(({ path, label, message, hint }) => (
              <li key={`${path} ${message}`}>
                <b>{label.name}</b>: {message} {hint}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Part>
  )
}

function Measuring() {
  const { heldOut, measuring } = useBook()
  const left = waiting()
  return (
    <Part title="Measure the models">
      <p className={css.prose}>
        Each handed-in model is run here on a text of yours: its weights are read from the file, its probabilities are computed by this
        course’s own code, and its bits are divided by the characters of the raw text. That proves how good the model is on that text, how
        large it is, and that it does not look at what it is to predict. It does not prove who trained it, nor how: the same weights under
        two names are shown, but a model that a friend trained with another seed is not. Nor can it tell a model that has learned your text:
        keep the text to yourself, and do not take one from the web. The checksums of a receipt notice what was changed by accident; whoever
        knows how they are made can make them anew.
      </p>
      <div className={`row ${css.acts}`}>
        <ChooseFiles label="Choose the held-out text" accept=".txt,.md,text/plain" onFiles={([file]) => void openHeldOut(file!.data)} />
        {heldOut ? (
          <span>
            {heldOut.name}, {int(heldOut.text.length)} letters
          </span>
        ) : (
          <span className="mute">Until one is chosen, the table shows what the receipts claim.</span>
        )}
      </div>
      {heldOut ? (
        <div className="row">
          {measuring ? (
            <Button onClick={stopMeasuring}>Stop</Button>
          ) : (
            <Button look="primary" disabled={left === 0} onClick={() => void measureAll()}>
              {left === 0 ? 'All models are measured' : `Measure ${int(left)} ${left === 1 ? 'model' : 'models'}`}
            </Button>
          )}
          {measuring ? (
            <>
              <progress aria-label="Models measured" value={measuring.done} max={measuring.of} />
              <span role="status">
                {measuring.done} of {measuring.of}; one that takes longer than {measuring.seconds} s is given up
              </span>
            </>
          ) : null}
        </div>
      ) : null}
      {heldOut && left === 0 ? <Retraining /> : null}
    </Part>
  )
}

function Tables() {
  const save = (form: 'comma' | 'semicolon'): void => download('grades.csv', new TextEncoder().encode(csvOf(form)), 'text/csv')
  return (
    <>
      <div className={`row ${css.acts}`}>
        <Button onClick={() => save('comma')}>Save as CSV</Button>
        <Button onClick={() => save('semicolon')}>CSV with decimal commas</Button>
        <ChooseFiles label="Read marks from a CSV" accept=".csv,text/csv" onFiles={([file]) => void openCsv(file!.data)} />
      </div>
      <p className="cap">
        Change percentages in the saved table and read it back: what differs becomes your mark, and is kept in this browser. Receipts are
        not kept: drop them again after a reload, and what was measured is still known.
      </p>
    </>
  )
}
