/** Every prediction that was committed before its answer was seen, and how well the learner knew what they knew. */
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { Markdown } from '../../lesson/markdown/Markdown.tsx'
import { calibrate } from '../../session/learning/calibration.ts'
import { useLearning } from '../../session/learning.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { fixed } from '../../ui/format.ts'
import { hrefOf } from '../course/course.ts'
import { Page, Part } from '../shell/Page.tsx'
import { CalibrationChart } from './CalibrationChart.tsx'
import { judged, type Line, ledgerOf } from './ledger.ts'
import css from './PredictionsPage.module.css'

export function PredictionsPage() {
  const predictions = useLearning((s) => s.predictions)
  const estimates = useLearning((s) => s.estimates)
  const [lines, setLines] = useState<Line[] | null>(null)
  useEffect(() => {
    let here = true
    void ledgerOf({ predictions, estimates }).then((all) => here && setLines(all))
    return () => {
      here = false
    }
  }, [predictions, estimates])
  return (
    <Page
      title="Predictions"
      intro="A guess that is made before looking shows what you know, and how well you know it. The first guess is the one that counts; it cannot be changed."
    >
      {lines === null ? null : lines.length === 0 ? (
        <p className={css.empty}>
          No guess yet. <Link href="/learn">The lessons</Link> ask for one before they answer.
        </p>
      ) : (
        <>
          <Calibration lines={lines} />
          <Part title="The ledger">
            <ul className={css.ledger}>
              {lines.map((line) => (
                <Entry key={line.key} line={line} />
              ))}
            </ul>
          </Part>
        </>
      )}
    </Page>
  )
}

function Calibration({ lines }: { lines: readonly Line[] }) {
  const found = calibrate(judged(lines))
  const open = lines.filter(({ right }) => right === null).length
  if (!found) {
    return (
      <p className={css.empty}>
        {lines.length} {lines.length === 1 ? 'guess' : 'guesses'}
        {open > 0 ? `, ${open} of them waiting for what it was` : ''}. Say how sure you are when you guess, and your calibration is drawn
        here.
      </p>
    )
  }
  const gap = found.sure - found.right
  return (
    <div className={css.calibration}>
      <Readings>
        <BigNumber label="sure, on average" value={fixed(found.sure, 0)} unit="%" context={`${found.count} judged`} />
        <BigNumber label="right" value={fixed(found.right, 0)} unit="%" context={verdict(gap)} />
        <BigNumber label="Brier score" value={fixed(found.brier, 3)} context="0 is perfect, 0.25 is a coin" />
      </Readings>
      <CalibrationChart bins={found.bins} />
    </div>
  )
}

function verdict(gap: number): string {
  const points = `${fixed(Math.abs(gap), 0)} points`
  return Math.abs(gap) < 0.5 ? 'as sure as you were right' : gap > 0 ? `${points} too sure` : `${points} less sure than right`
}

function Entry({ line: { title, entry, prompt, guess, outcome, right, confidence, at } }: { line: Line }) {
  return (
    <li>
      <p className="cap">
        {entry ? <Link href={hrefOf(entry)}>{title}</Link> : title}
        {at > 0 ? `, ${new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })}` : ''}
      </p>
      <div className={css.prompt}>
        <Markdown inline>{prompt}</Markdown>
      </div>
      <dl>
        <dt>your guess</dt>
        <dd>
          <Markdown inline>{guess}</Markdown>
          {confidence === null ? null : <span className="n mute"> {confidence} %</span>}
        </dd>
        <dt>it was</dt>
        <dd>
          {outcome === null ? (
            <span className="mute">{entry ? 'not said yet; the lesson asks for it' : 'not measured yet'}</span>
          ) : (
            <Markdown inline>{outcome}</Markdown>
          )}
          {right === null ? null : <b>{right ? ' ✓ right' : ' ✗ not right'}</b>}
        </dd>
      </dl>
    </li>
  )
}
