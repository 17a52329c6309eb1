/** What an instructor's link opens: what is to be done, until when and what counts, how far the learner is, and the way to hand it in. */
import { Suspense, useEffect, useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { learning, useLearning } from '../../session/learning.ts'
import { OWN } from '../../teach/assignment/assignment.ts'
import { hashInCode } from '../../teach/assignment/whole.ts'
import { TeachError } from '../../teach/teachError.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page, Part } from '../shell/Page.tsx'
import css from './assigned.module.css'
import { broughtHere, broughtNames } from './brought.ts'
import { HandIn } from './HandIn.tsx'
import { Items } from './Items.tsx'
import { OpenFile } from './OpenFile.tsx'
import { OpenPage } from './OpenPage.tsx'
import { type Assigned, placeOf, readAssigned } from './readAssigned.ts'
import { reportTo, usePlatform } from './lms/report.ts'
import { follow, unfollow } from './record/follow.ts'
import { percentSaid, rulesOf } from './said.ts'
import { Tasks } from './Tasks.tsx'
import { useRecord } from './useRecord.ts'

const Learn = later(() => import('../learn/LearnPage.tsx').then((m) => m.LearnPage))

/** @param link what follows `#/assigned/`; without it one is asked for */
export function AssignedPage({ link }: { link?: string | undefined }) {
  return link ? <Opened link={link} /> : <OpenPage />
}

function Opened({ link }: { link: string }) {
  const ready = useLearning((s) => s.ready)
  const files = useLearning((s) => broughtNames(s.drafts))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came as a file is read anew when another has come
  const read = useMemo(() => tryToRead(link), [link, files])
  if (!(read instanceof TeachError)) return <Selection assigned={read} />
  return hashInCode(link) !== null && !ready ? <p className="wrap mute">Opening the assignment …</p> : <Unreadable error={read} />
}

function tryToRead(link: string): Assigned | TeachError {
  try {
    return readAssigned(link, broughtHere)
  } catch (error) {
    if (error instanceof TeachError) return error
    throw error
  }
}

function Unreadable({ error }: { error: TeachError }) {
  return (
    <>
      <div className="wrap">
        <Notice kind="failure" hint={error.hint}>
          {error.message}
        </Notice>
        <OpenFile />
      </div>
      <Suspense>
        <Learn />
      </Suspense>
    </>
  )
}

function Selection({ assigned }: { assigned: Assigned }) {
  const { title, note, missing, link, items } = assigned
  const ready = useLearning((s) => s.ready)
  const lasts = useLearning((s) => s.lasts)
  const saved = useLearning((s) => s.drafts[placeOf(assigned, 'saved')])
  const [, go] = useLocation()
  const { records, standing } = useRecord(assigned)
  const platform = usePlatform()
  useEffect(() => void reportTo(assigned), [assigned])
  useEffect(() => {
    if (!ready) return
    if (learning.getState().assignment.now?.link !== link) learning.getState().follow(link)
    follow(assigned)
  }, [ready, link, assigned])
  const strange = missing.filter((id) => !id.startsWith(`${OWN}/`))
  const left = missing.length - strange.length
  const lastAt = Math.max(0, ...records.flatMap(({ attempts }) => attempts.map(({ at }) => Date.parse(at))))
  return (
    <Page title={title} intro={introOf(items.length, standing.handedIn)}>
      {note.trim() ? <p className={css.note}>{note.trim()}</p> : null}
      {strange.length > 0 ? (
        <Notice hint="Your instructor may have made the link for another version of the course.">
          The link also names {strange.length === 1 ? 'a lesson' : 'lessons'} that this course does not have: {strange.join(', ')}.
        </Notice>
      ) : null}
      {left > 0 ? (
        <Notice
          hint="Your instructor hands it out as a file: open it here, and all is there. What you have done stays."
          actions={<OpenFile label="Open the assignment’s file" />}
        >
          {left === 1 ? 'A lesson of your instructor’s was' : `${left} lessons of your instructor’s were`} too long for the link.
        </Notice>
      ) : null}
      {lasts ? null : <Forgetting told={platform.kind === 'told'} />}
      {lasts && lastAt > 0 && !saved ? (
        <Notice hint="It is below, under “Hand in”.">
          What you do is kept in this browser only. Save the receipt once now, and again when you are done.
        </Notice>
      ) : null}
      {platform.kind === null ? null : <Notice where="Learning platform">{PLATFORM[platform.kind]}</Notice>}
      {platform.trouble ? (
        <Notice kind="failure" where="Learning platform" hint={platform.trouble.hint}>
          {platform.trouble.message}
        </Notice>
      ) : null}
      <ul className={css.rules}>
        {rulesOf(assigned, Date.now()).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Part title="What is to be done">
        <Items assigned={assigned} records={records} standing={standing} />
        <p className={css.total} role="status">
          <b className="n">{percentSaid(standing.percent)}</b> of the points so far
          {standing.late ? `, ${percentSaid(standing.percentInTime)} of them in time` : ''}
          {standing.toMark > 0 ? `; ${standing.toMark} to be marked by your instructor, and not counted yet` : ''}
          {standing.passed === null ? '.' : standing.passed ? ': passed.' : `; ${assigned.passMark} % are asked.`}
        </p>
      </Part>
      <Tasks assigned={assigned} />
      <div className="no-print">
        <Part title="Hand in">
          <HandIn assigned={assigned} lastAt={lastAt} />
        </Part>
      </div>
      <div className={`row ${css.acts}`}>
        <Button
          onClick={() => {
            unfollow()
            learning.getState().follow(null)
            go('/learn')
          }}
        >
          Leave this selection
        </Button>
        <Link href="/learn">See the whole course</Link>
      </div>
    </Page>
  )
}

/** Some browsers let a page keep nothing, most of all one in another site's frame. */
function Forgetting({ told }: { told: boolean }) {
  if (told)
    return (
      <Notice hint="Texts and models that you make are gone when you close this page: save the receipt before, where a task asks for a model.">
        This browser lets the page keep nothing here. Your answers and results are kept by your learning platform, and you go on from them.
      </Notice>
    )
  return (
    <Notice kind="failure" hint="Save the receipt before you close this page, and go on from it next time.">
      This browser lets the page keep nothing.
    </Notice>
  )
}

const PLATFORM = {
  looking: 'Looking for it …',
  told: 'Your results are told to it as you go; your instructor sees them there.',
  'only looked at': 'This is a look back: nothing that you do here is told to it.',
  'not there': 'Not tracked: this page has found none, so nothing is told to it. All else works; hand in the receipt.',
} as const

const introOf = (items: number, done: number): string =>
  `${items} ${items === 1 ? 'thing' : 'things'} to do${done === 0 ? '' : `; you have begun ${done === items ? 'all of them' : `${done} of them`}`}.`
