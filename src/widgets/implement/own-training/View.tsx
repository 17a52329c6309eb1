/** A button, two losses on one chart, and what the learner's model writes. */
import { Curves } from '../../../figures/Curves.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { duration, fixed, int, small } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './OwnTraining.module.css'
import { difference, lastLoss, type Race } from './race.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'steps', label: 'steps', min: 100, max: 1000, step: 100 },
  { key: 'seed', label: 'seed', min: 1, max: 99, step: 1 },
] as const

/** Characters of a text of one's own. */
const LEAST = 1500

export default draw(widget, function OwnTraining(figure) {
  const { params, change, value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Training"
      title="by your code, beside the core"
      start="Train"
      controls={
        <>
          <Segmented
            label="Whose code"
            value={params.code}
            options={[
              { value: 'mine', label: 'mine' },
              { value: 'lesson', label: 'the lessons’' },
            ]}
            onChange={(code) => change({ code })}
          />
          <Knobs of={figure} knobs={KNOBS} />
          <Disclosure label="Learn a text of mine">
            <OwnText
              label="1,500 to 4,000 characters; without one it learns stories of the small world"
              value={params.own ?? ''}
              rows={4}
              most={4000}
              onChange={(own) => change({ own: own.trim() === '' ? undefined : own })}
            />
          </Disclosure>
        </>
      }
      footer={<span>1 layer, 4 heads, 32 wide, 32 characters of context; batches of 8; forgotten when you leave</span>}
    >
      {so && so.core.length > 1 ? <Losses so={so} /> : null}
      <Status>
        {params.own && params.own.length < LEAST
          ? `Your text has ${int(params.own.length)} characters; ${int(LEAST)} are needed.`
          : said(so, busy, params.steps)}
      </Status>
      {value && !busy ? <After so={value} /> : null}
    </Figure>
  )
})

function said(so: Race | null, busy: boolean, steps: number): string {
  if (!busy) return so ? '' : 'Nothing is trained yet. The core takes a few seconds, your code about a minute.'
  if (!so || so.core.length === 0) return 'the core trains …'
  if (so.mine.length === 0) return so.core.length < steps ? `the core: step ${int(so.core.length)} of ${int(steps)}` : 'your code begins …'
  return so.mine.length < steps ? `your code: step ${int(so.mine.length)} of ${int(steps)}` : 'your code writes …'
}

function Losses({ so }: { so: Race }) {
  const { core, mine } = so
  const points = (losses: readonly number[]) => losses.map((y, i) => ({ x: i + 1, y }))
  return (
    <Curves
      caption="loss of each step’s batch, nats a character"
      across="step"
      writeX={int}
      writeY={(y) => fixed(y, 1)}
      until={so.steps}
      curves={[
        { name: 'the core', points: points(core), colour: 'ink-3' },
        ...(mine.length > 1 ? [{ name: 'your code', points: points(mine), colour: 'gradient', dashed: true }] : []),
      ]}
      rows={Array.from({ length: 11 }, (_, i) => Math.max(1, Math.round((i * core.length) / 10)))}
    />
  )
}

function After({ so }: { so: Race }) {
  return (
    <>
      <Readings>
        <BigNumber label="your code, last 50 steps" value={fixed(lastLoss(so.mine), 4)} unit="nats" />
        <BigNumber label="the core, the same steps" value={fixed(lastLoss(so.core), 4)} unit="nats" />
        <BigNumber label="largest difference of a step" value={small(difference(so))} unit="nats" />
      </Readings>
      <p className="cap">It writes, after the text’s first 12 characters:</p>
      <p className={css.written}>{so.written}</p>
      <p className="cap">
        {`${int(so.lines)} lines of code, ${so.own.length === 0 ? 'all of them the lessons’' : `yours in ${so.own.length} of 5 exercises`}, trained in ${duration(so.seconds)}. `}
        {`A table of pairs has ${fixed(so.bigramLoss)} nats on held-out text, the core’s model ${fixed(so.validationLoss)}.`}
      </p>
    </>
  )
}
