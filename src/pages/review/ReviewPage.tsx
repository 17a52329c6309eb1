/** Questions that were missed, and those about texts that were read, asked again when FSRS says that they are about to be forgotten. */
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { Block } from '../../lesson/Block.tsx'
import { LessonContext } from '../../lesson/LessonContext.ts'
import { schedule } from '../../session/learning/schedule.ts'
import { learning, REVIEW, useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { bodyOf, entryOf, type Found, findBlock, hrefOf, numberOf } from '../course/course.ts'
import { Page } from '../shell/Page.tsx'
import css from './ReviewPage.module.css'

const INTRO =
  'A question that you missed in a lesson comes back here after a day, one about a text that you read after three, and then at growing distances for as long as you remember it. The distances are computed from your own answers by FSRS.'

export function ReviewPage() {
  const ready = useLearning((s) => s.ready)
  return (
    <Page title="Review" intro={INTRO}>
      {ready ? <Session /> : null}
    </Page>
  )
}

/** What was due when the page was opened is asked one by one. */
function Session() {
  const reviews = useLearning((s) => s.reviews)
  const [due] = useState(() => schedule(reviews).filter(({ at }) => at <= Date.now()))
  const [asked, setAsked] = useState(0)
  const now = due[asked]
  if (now)
    return <Asked key={now.key} name={now.key} place={`${asked + 1} of ${due.length} due today`} onNext={() => setAsked(asked + 1)} />
  const next = schedule(reviews).find(({ at }) => at > Date.now())
  return (
    <p className={css.empty} role="status">
      {due.length > 0 ? `That was all: ${due.length} asked. ` : 'Nothing is due. '}
      {next
        ? `${Object.keys(reviews).length} in review; the next comes on ${new Date(next.at).toLocaleDateString(undefined, { dateStyle: 'long' })}.`
        : 'Questions that you miss in the lessons will be asked here again.'}
    </p>
  )
}

function Asked({ name, place, onNext }: { name: string; place: string; onNext: () => void }) {
  const found = useFound(name)
  const attempt = useLearning((s) => s.answers[`${REVIEW}${name}`])
  const first = attempt !== undefined && (attempt.right || attempt.tried.length === 1)
  // The first answer is the one that counts. It is written down once, and the question begins clean each time.
  useEffect(() => {
    learning.getState().retry(`${REVIEW}${name}`)
    return () => learning.getState().retry(`${REVIEW}${name}`)
  }, [name])
  const tries = attempt?.tried.length ?? 0
  const rightAtFirst = tries === 1 && attempt?.right === true
  useEffect(() => {
    if (tries === 1) learning.getState().reviewed(name, rightAtFirst)
  }, [tries, rightAtFirst, name])

  if (found === undefined) return <p className={css.empty}>Opening the question …</p>
  if (found === null) return <Gone place={place} onNext={onNext} />
  const { entry, body, block, work } = found
  return (
    <div className={css.asked}>
      <p className="cap">
        {place}, from <Link href={hrefOf(entry)}>{`${numberOf(entry)} ${entry.title}`}</Link>
      </p>
      <LessonContext value={{ ...body, part: `${REVIEW}${body.part}`, blocks: { [block.kind]: block } }}>
        <Block name={block.kind} />
      </LessonContext>
      {work && attempt ? <OwnWords work={work} /> : null}
      {attempt?.right ? (
        <Button look="primary" autoFocus={first} onClick={onNext}>
          Next
        </Button>
      ) : (
        <Button look="text" onClick={onNext}>
          {tries > 0 ? 'Leave it for now' : 'Skip'}
        </Button>
      )}
    </div>
  )
}

/** What the learner wrote down when they read the text: shown once they have answered from memory. */
function OwnWords({ work }: { work: string }) {
  const read = useLearning((s) => s.read[work])
  return read?.text ? (
    <figure className={css.words}>
      <figcaption className="cap">You wrote, on {new Date(read.at).toLocaleDateString(undefined, { dateStyle: 'long' })}</figcaption>
      <blockquote>{read.text}</blockquote>
    </figure>
  ) : null
}

function Gone({ place, onNext }: { place: string; onNext: () => void }) {
  return (
    <div className={css.asked}>
      <p>{place}: this question is no longer in the course.</p>
      <Button onClick={onNext}>Next</Button>
    </div>
  )
}

interface Asking extends Found {
  /** the text that it asks about; null: it is a question of the lesson's own */
  work: string | null
}

async function find(name: string): Promise<Asking | null> {
  const { readingQuestion } = await import('../../lesson/readings.ts')
  const reading = readingQuestion(name)
  if (!reading) {
    const found = await findBlock(name)
    return found && { ...found, work: null }
  }
  const entry = entryOf(name.split('#')[0]!)
  return entry ? { entry, body: await bodyOf(entry), block: reading.question, work: reading.work } : null
}

/** undefined while it loads */
function useFound(name: string): Asking | null | undefined {
  const [found, setFound] = useState<Asking | null | undefined>(undefined)
  useEffect(() => {
    let here = true
    find(name).then(
      (block) => here && setFound(block),
      () => here && setFound(null),
    )
    return () => {
      here = false
    }
  }, [name])
  return found
}
