/** Three shares over the steps of pre-training, of the family that is chosen, and the loss below them. */
import { Curves } from '../../../figures/Curves.tsx'
import { duration, fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { curveOf, FEWEST_SEEDS, type Growth, halfOf, type Progress, type Share } from './growth.ts'
import widget, { nextOf } from './widget.ts'

const OPTIONS = [
  { value: 'gpt', label: 'a small GPT' },
  { value: 'rnn', label: 'a recurrent network' },
] as const

const CHANCE = [
  { name: 'chance of the person, and of the feeling', y: 0.5 },
  { name: 'chance of both', y: 0.25 },
]

const percent = (value: number): string => `${fixed(100 * value, 0)} %`

export default draw(widget, function ZeroShotGrowth(figure) {
  const { params, change, value, progress, busy } = figure
  const { family, steps, seed, examples } = params
  const grown = value?.grown[family] ?? []
  const next = seed + nextOf(grown).length
  const points = (share: Share) =>
    grown.length > 0 || !(busy && progress && 'asked' in progress)
      ? curveOf(grown, share)
      : progress.asked.map((moment) => ({ x: moment.step, y: moment[share] }))
  return (
    <Figure
      of={figure}
      name="Zero-shot"
      title="over pre-training"
      start={
        value
          ? `${grown.length > 0 ? `Again with seed ${next}` : 'Pre-train and ask'}, about ${duration(value.seconds[family])}`
          : 'Pre-train and ask'
      }
      controls={
        <Segmented label="What is trained" value={family} options={OPTIONS} disabled={busy} onChange={(next) => change({ family: next })} />
      }
      footer={
        <span>
          {int(steps)} steps of 8 × 128 characters of the small world’s stories
          {grown.length > 1 ? `, mean of seeds ${listed(grown)}` : `, seed ${seed}`}
          {grown.length >= FEWEST_SEEDS ? ', bands are 95 % intervals of that mean' : ''}; at each kept step {int(examples)} held-out
          stories, four endings each; forgotten afterwards
        </span>
      }
    >
      <LitBox name="probability/zero-shot">
        <Curves
          caption="held-out stories whose likeliest ending names the right person, the right feeling, both; dotted: chance"
          across="steps of pre-training"
          writeX={int}
          writeY={percent}
          dots
          until={steps}
          bounds={[0, 1]}
          marks={[...CHANCE, { name: 'all of them', y: 1 }]}
          curves={[
            { name: 'the person', colour: 'position', points: points('person') },
            { name: 'the feeling', colour: 'value', points: points('feeling') },
            { name: 'both', colour: 'probability', points: points('both') },
          ]}
        />
      </LitBox>
      <Status>
        {busy && progress
          ? underWay(progress, steps, next)
          : grown.length > 0
            ? resultOf(grown)
            : 'Nothing is trained yet. Draw the curves in your head first.'}
      </Status>
    </Figure>
  )
})

const listed = (grown: readonly Growth[]): string => grown.map(({ seed }) => seed).join(', ')

function underWay(so: Progress, steps: number, seed: number): string {
  if ('asked' in so) return `seed ${seed}: asked at ${int(so.asked.length)} of ${int(so.of)} kept steps`
  return `seed ${seed}: step ${int(so.step)} of ${int(steps)}${so.loss === null ? '' : `, ${fixed(so.loss, 3)} nats a character on held-out text`}`
}

function resultOf(grown: readonly Growth[]): string {
  const { moments, parameters, examples } = grown[0]!
  const { y, half } = curveOf(grown, 'both').at(-1)!
  // Of one seed the stories alone are a sample; of several the models are one too.
  const share = `${percent(y)} ± ${percent(half ?? halfOf(y, examples * grown.length))} of the endings right`
  const { loss } = moments.at(-1)!
  if (grown.length === 1)
    return `${int(parameters)} parameters, at the end${loss === null ? '' : ` ${fixed(loss, 3)} nats a character and`} ${share}, with no example of the task. How much of it is this seed’s? Train another.`
  if (half === undefined) return `${int(parameters)} parameters, two seeds, ${share} at the end. A third gives an interval.`
  return `${int(parameters)} parameters, ${grown.length} seeds: at the end ${share}, with no example of the task.`
}
