/** One button, two runs: their losses on one chart, and then what each knows at every place of a story that it never saw. */
import { Curves } from '../../../figures/Curves.tsx'
import { NOT_YET, OutcomeTable, TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { type Outcome, type Progress, readingsOf } from './race.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'characters', label: 'characters to learn from', min: 20_000, max: 300_000, step: 10_000 },
  { key: 'steps', label: 'steps', min: 100, max: 3000, step: 100 },
  { key: 'seed', label: 'seed', min: 1, max: 99, step: 1 },
] as const

const NAMES = ['whole stories', 'sentences shuffled'] as const

export default draw(widget, function BookRace(figure) {
  const { value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Race"
      title="one model, two texts"
      start="Train both"
      footer={<span>a GPT of 2 layers, 64 wide, 512 byte pairs, a context of 64 tokens; both runs are forgotten afterwards</span>}
      controls={<Knobs of={figure} knobs={KNOBS} />}
    >
      {so ? <TwoLosses names={NAMES} first={so.whole} second={so.shuffled} steps={so.settings.steps} /> : null}
      <Status>{statusOf(so, busy, value !== null)}</Status>
      {value && !busy ? <After {...value} /> : null}
    </Figure>
  )
})

function statusOf(so: Progress | null, busy: boolean, done: boolean): string {
  if (!busy) return done ? '' : NOT_YET
  if (!so) return 'starting …'
  const now = so.shuffled ?? so.whole
  return `run ${so.shuffled ? 2 : 1} of 2, step ${int(now.curve.at(-1)?.step ?? 0)} of ${int(so.settings.steps)}`
}

function After(outcome: Outcome) {
  const { whole, shuffled } = outcome
  const { earlyWhole = Number.NaN, earlyShuffled = Number.NaN, lateWhole = Number.NaN, lateShuffled = Number.NaN } = readingsOf(outcome)
  const points = (places: readonly number[]) => smoothed(places).map((y, i) => ({ x: i + 1 + HALF, y }))
  return (
    <>
      <Curves
        caption={`loss by place in a held-out story, nats a token, means of ${2 * HALF + 1} places`}
        across="place in the story, tokens"
        curves={[
          { name: NAMES[0], points: points(whole.places!) },
          { name: NAMES[1], points: points(shuffled.places!), dashed: true },
        ]}
        writeX={int}
        writeY={(y) => fixed(y, 1)}
        rows={[5, 15, 25, 35, 45, 55]}
      />
      <OutcomeTable
        caption="on held-out whole stories, nats a token"
        columns={['places 1 to 8', 'places 33 to 64']}
        rows={[
          { name: NAMES[0], values: [fixed(earlyWhole, 3), fixed(lateWhole, 3)] },
          { name: NAMES[1], values: [fixed(earlyShuffled, 3), fixed(lateShuffled, 3)] },
        ]}
      />
    </>
  )
}

const HALF = 4

/** Means over a place and its neighbours: single places depend on what a story happens to say there. */
const smoothed = (places: readonly number[]): number[] =>
  places.slice(HALF, places.length - HALF).map((_, i) => places.slice(i, i + 2 * HALF + 1).reduce((sum, y) => sum + y, 0) / (2 * HALF + 1))
