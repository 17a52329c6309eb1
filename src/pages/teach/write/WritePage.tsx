/** A lesson's markdown beside the lesson that it makes: widgets and all, mistakes with their lines, drafts that are kept. */
import { Suspense, useId, useRef, useState } from 'react'
import { OwnLesson } from '../../../lesson/own/OwnLesson.tsx'
import { titles } from '../../../lesson/own/here.ts'
import { WRITING } from '../../../lesson/own/names.ts'
import { useLearning } from '../../../session/learning.ts'
import { Boundary } from '../../../ui/Boundary.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { download } from '../../../ui/download.ts'
import { later } from '../../../ui/later.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../shell/Page.tsx'
import { firstObjective, freeId, templates } from './blocks.ts'
import { begun, type Drafts, readLessonFile, titleOf, useDrafts } from './drafts.ts'
import { FigureList } from './FigureList.tsx'
import { HandOut } from './HandOut.tsx'
import type { Hands } from './LessonEditor.tsx'
import { Mistakes } from './Mistakes.tsx'
import { type Compiled, useWritten } from './useWritten.ts'
import css from './WritePage.module.css'

const LessonEditor = later(() => import('./LessonEditor.tsx').then((m) => m.LessonEditor))

const INTRO =
  'A lesson’s text, and beside it what your students will see. It is kept in this browser as you type; save it as a file to keep it for good.'

export function WritePage() {
  const ready = useLearning((s) => s.ready)
  return (
    <Page title="Write a lesson" intro={INTRO}>
      {ready ? <Room /> : <p className="mute">Opening your drafts …</p>}
    </Page>
  )
}

function Room() {
  const drafts = useDrafts()
  const { now } = drafts
  const compiled = useWritten(now.text, now.name)
  const hands = useRef<Hands>(null)
  const leaving = useId()
  const problems = compiled.now?.problems ?? []
  const insert = (block: string) => hands.current?.insert(block)
  return (
    <>
      <Files drafts={drafts} file={compiled.now?.file ?? null} />
      <div className={css.room}>
        <div className={css.left}>
          <Boundary where="The editor" hint="Your text is kept.">
            <Suspense fallback={<p className="cap">Opening the editor …</p>}>
              <LessonEditor
                hands={hands}
                text={now.text}
                version={now.name}
                describedBy={leaving}
                problems={problems}
                onChange={drafts.type}
              />
            </Suspense>
          </Boundary>
          <p id={leaving} className="cap">
            Tab indents; Escape, then Tab, leaves the editor.
          </p>
          {compiled.now ? (
            <Mistakes
              file={compiled.now.file}
              problems={problems}
              held={compiled.now.lesson === null}
              onGoTo={(line) => hands.current?.goTo(line)}
            />
          ) : null}
          <Disclosure label="Insert a figure">
            <FigureList onInsert={insert} />
          </Disclosure>
          <Disclosure label="Insert a question, a challenge, a note">
            <div className={css.templates}>
              {templates(freeId(now.text), firstObjective(now.text)).map(({ name, text }) => (
                <Button key={name} onClick={() => insert(text)}>
                  {name}
                </Button>
              ))}
            </div>
          </Disclosure>
          <Disclosure label="Hand it out">
            {compiled.now?.lesson && !compiled.behind ? (
              <HandOut text={now.text} title={compiled.now.lesson.title} />
            ) : (
              <p className="cap">As soon as it has no mistake.</p>
            )}
          </Disclosure>
        </div>
        <Shown compiled={compiled} />
      </div>
    </>
  )
}

/** The living lesson; answers given here are not kept. */
function Shown({ compiled: { now, shown, error } }: { compiled: Compiled }) {
  const held = now !== null && now.lesson === null
  return (
    <section className={css.right} aria-label="The lesson">
      {error ? (
        <Notice kind="failure" where="The check" hint="Your text is kept. Check the connection, and type on.">
          It did not run: {error.message}.
        </Notice>
      ) : null}
      {held && shown ? (
        <p className={css.held}>This is the last text that could be read; the list of mistakes says what keeps the new one.</p>
      ) : null}
      {shown ? (
        <Boundary key={shown.title} where="The lesson" hint="Your text is kept.">
          <OwnLesson lesson={shown} name={WRITING} titles={titles} writing />
        </Boundary>
      ) : (
        <p className="mute">{held ? 'It is shown here as soon as its mistakes are gone.' : 'Reading the text …'}</p>
      )}
    </section>
  )
}

function Files({ drafts, file }: { drafts: Drafts; file: string | null }) {
  const { now, kept } = drafts
  const chosen = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [sure, setSure] = useState<string | null>(null)
  const others = kept.filter(({ name }) => name !== now.name)
  const open = async (picked: File | undefined): Promise<void> => {
    if (!picked) return
    try {
      drafts.open(await readLessonFile(picked))
      setFailure(null)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <div className={css.files}>
      <div className="row">
        <Button look="primary" onClick={() => download(fileName(file), new TextEncoder().encode(now.text), 'text/markdown')}>
          Save as a file
        </Button>
        <Button onClick={() => chosen.current?.click()}>Open a file</Button>
        <input
          ref={chosen}
          type="file"
          hidden
          accept=".md,.markdown,.txt,text/markdown,text/plain"
          aria-label="A lesson’s file"
          onChange={(event) => {
            void open(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button onClick={() => drafts.open(begun())}>New lesson</Button>
        <Button look="text" onClick={() => (sure === now.name ? drafts.remove() : setSure(now.name))} onBlur={() => setSure(null)}>
          {sure === now.name ? 'Really forget this draft?' : 'Forget this draft'}
        </Button>
      </div>
      {failure ? (
        <Notice
          kind="failure"
          where="Your file"
          hint="Choose a lesson’s .md file. Your draft is as it was."
          onDismiss={() => setFailure(null)}
        >
          {failure}
        </Notice>
      ) : null}
      {others.length > 0 ? (
        <p className={css.others}>
          <span className="cap">Other drafts:</span>
          {others.map((draft) => (
            <Button key={draft.name} look="text" onClick={() => drafts.open(draft)}>
              {titleOf(draft.text)}
            </Button>
          ))}
        </p>
      ) : null}
    </div>
  )
}

const fileName = (file: string | null): string => file?.split('/').at(-1) ?? 'lesson.md'
