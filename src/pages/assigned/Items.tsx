/** What an assignment asks, one row each: what it is, what it counts, how far it is, and the attempts that were made. */
import { Link } from 'wouter'
import { lessonId } from '../../lesson/lesson.ts'
import { type Item, itemKey, lessonOf, OWN } from '../../teach/assignment/assignment.ts'
import type { ItemRecord } from '../../teach/receipt/receipt.ts'
import type { ItemScore } from '../../teach/scoring/score.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { hrefOf, numberOf } from '../course/course.ts'
import css from './assigned.module.css'
import { type Assigned, isForReading, nameOf } from './readAssigned.ts'
import { isOver, type Standing } from './record/standing.ts'
import { attemptsSaid, KINDS, stateSaid } from './said.ts'

export const taskAnchor = (id: string): string => `task-${id}`

interface ItemsProps {
  assigned: Assigned
  records: readonly ItemRecord[]
  standing: Standing
}

export function Items({ assigned, records, standing }: ItemsProps) {
  return (
    <ul className={css.items}>
      {assigned.items.map((item, i) => (
        <Row
          key={itemKey(item)}
          assigned={assigned}
          item={item}
          scored={standing.items[i]!}
          record={records.find((each) => each.item === itemKey(item))}
        />
      ))}
    </ul>
  )
}

interface RowProps {
  assigned: Assigned
  item: Item
  scored: ItemScore
  record: ItemRecord | undefined
}

function Row({ assigned, item, scored, record }: RowProps) {
  const attempts = attemptsSaid(assigned, scored, record)
  const facts = { forReading: isForReading(assigned, item), over: isOver(assigned, item, scored, record) }
  const equal = assigned.items.every(({ points }) => points === assigned.items[0]!.points)
  return (
    <li data-state={scored.state}>
      <div>
        <Name assigned={assigned} item={item} />
        {attempts.length > 1 || attempts.some(({ said }) => said.includes('late')) || item.kind === 'task' ? (
          <Attempts attempts={attempts} />
        ) : null}
      </div>
      <p>
        <span className={css.state}>{stateSaid(item, scored, record, facts)}</span>
        {scored.late ? <span>late{scored.inTime === null ? '' : '; an earlier attempt was in time'}</span> : null}
        <span>
          {KINDS[item.kind]}
          {equal ? '' : `, ${item.points} ${item.points === 1 ? 'point' : 'points'}`}
        </span>
      </p>
    </li>
  )
}

function Name({ assigned, item }: Pick<RowProps, 'assigned' | 'item'>) {
  if (item.kind === 'task') {
    const anchor = taskAnchor(item.id)
    return (
      <a
        href={`#${anchor}`}
        onClick={(event) => {
          event.preventDefault()
          document.getElementById(anchor)?.scrollIntoView()
          document.getElementById(anchor)?.focus({ preventScroll: true })
        }}
      >
        {item.title}
      </a>
    )
  }
  const entry = assigned.entries.find((each) => lessonId(each) === lessonOf(item))
  if (!entry) return <span>{isOwn(item) ? 'A lesson of your instructor’s, in the assignment’s file' : itemKey(item)}</span>
  const id = item.kind === 'question' ? item.key.split('#')[1]! : null
  const check = entry.checks.find((each) => each.id === id)
  const section = check ? `${check.kind === 'challenge' ? 'challenge' : 'quiz'}-${check.id}` : undefined
  const nth = entry.checks.findIndex((each) => each.id === id) + 1
  return (
    <Link href={hrefOf(entry)} state={section ? { section } : undefined}>
      {isOwn(item) ? '' : `${numberOf(entry)} `}
      {nameOf(assigned, item)}
      {check ? `, ${check.kind === 'challenge' ? 'challenge' : 'question'} ${nth} of ${entry.checks.length}` : ''}
    </Link>
  )
}

const isOwn = (item: Item): boolean => lessonOf(item)?.startsWith(`${OWN}/`) ?? false

function Attempts({ attempts }: { attempts: ReturnType<typeof attemptsSaid> }) {
  if (attempts.length === 0) return null
  return (
    <Disclosure label={attempts.length === 1 ? 'One attempt' : `${attempts.length} attempts`}>
      <ol className={css.attempts}>
        {attempts.map(({ said, counts }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only added
          <li key={i} data-counts={counts || undefined}>
            {said}
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}
