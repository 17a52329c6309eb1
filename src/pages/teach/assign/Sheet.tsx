/** What is printed: the assignment on one page, with its link to be scanned. On the screen only the code stands. */
import { useEffect, useState } from 'react'
import { Markdown } from '../../../lesson/markdown/Markdown.tsx'
import { type Assignment, type Item, itemKey } from '../../../teach/assignment/assignment.ts'
import { int } from '../../../ui/format.ts'
import { assignedOf, nameOf } from '../../assigned/readAssigned.ts'
import { KINDS, rulesOf } from '../../assigned/said.ts'
import css from './Sheet.module.css'

interface SheetProps {
  assignment: Assignment
  link: string
  /** titles of what the link had no room for */
  apart: readonly string[]
}

/** One that is longer is not typed by anyone. */
const TYPED = 200

export function Sheet({ assignment, link, apart }: SheetProps) {
  const assigned = assignedOf(assignment, '')
  return (
    <section className={css.sheet} aria-label="The sheet">
      <div className={css.onPaper}>
        <h2>{assignment.title}</h2>
        {assignment.note ? <p className={css.note}>{assignment.note}</p> : null}
        <ol>
          {assignment.items.map((item) => (
            <li key={itemKey(item)}>
              <b>{nameOf(assigned, item)}</b> <span>{aboutItem(assignment, item)}</span>
              {item.kind === 'task' ? <TaskText text={item.text} goal={item.goal} /> : null}
            </li>
          ))}
        </ol>
        <ul>
          {rulesOf(assignment, Date.now()).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        {apart.length > 0 ? (
          <p>{apart.map((title) => `“${title}”`).join(' and ')}: in the assignment’s file, which is opened on the page of the link.</p>
        ) : null}
      </div>
      <div className={css.code}>
        <QrCode link={link} />
        {link.length <= TYPED ? <p className={css.onPaper}>{link}</p> : null}
      </div>
    </section>
  )
}

/** "project, 2 points"; equal points say nothing. */
function aboutItem({ items }: Assignment, { kind, points }: Item): string {
  const equal = items.every((item) => item.points === items[0]!.points)
  return equal ? KINDS[kind] : `${KINDS[kind]}, ${points} ${points === 1 ? 'point' : 'points'}`
}

function TaskText({ text, goal }: { text: string; goal: string }) {
  return (
    <div className={css.task}>
      {text ? <Markdown>{text}</Markdown> : null}
      {goal ? (
        <p>
          The goal: <code>{goal}</code>
        </p>
      ) : null}
    </div>
  )
}

/** The most bytes that the largest QR code holds, at its lowest level of correction. (ISO/IEC 18004, version 40-L) */
const QR_BYTES = 2953

function QrCode({ link }: { link: string }) {
  const [svg, setSvg] = useState('')
  const fits = link.length <= QR_BYTES
  useEffect(() => {
    let wanted = true
    if (fits) void import('uqr').then(({ renderSVG }) => wanted && setSvg(renderSVG(link, { border: 2, ecc: 'L' })))
    return () => {
      wanted = false
    }
  }, [link, fits])
  if (!fits) return <p className="cap">The link is too long for a code to scan, which holds {int(QR_BYTES)} characters.</p>
  return svg ? <img className={css.qr} alt="The link as a code to scan" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} /> : null
}
