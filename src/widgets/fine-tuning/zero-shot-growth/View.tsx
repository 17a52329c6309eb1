/** Three shares over the steps of pre-training, of the family that is chosen, and the loss below them. */
import { Curves } from '../../../figures/Curves.tsx'
import { duration, fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { type Growth, halfOf, type Moment, type Progress } from './growth.ts'
import widget from './widget.ts'

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
  const growth = value?.grown[family] ?? null
  const asked = busy && progress && 'asked' in progress ? progress.asked : (growth?.moments ?? [])
  return (
    <Figure
      of={figure}
      name="Zero-shot"
      title="over pre-training"
      start={value ? `Pre-train and ask, about ${duration(value.seconds[family])}` : 'Pre-train and ask'}
      controls={
        <Segmented label="What is trained" value={family} options={OPTIONS} disabled={busy} onChange={(next) => change({ family: next })} />
      }
      footer={
        <span>
          {int(steps)} steps of 8 × 128 characters of the small world’s stories, seed {seed}; at each kept step {int(examples)} held-out
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
          marks={[...CHANCE, { name: 'all of them', y: 1 }]}
          curves={[
            { name: 'the person', colour: 'position', points: pointsOf(asked, 'person') },
            { name: 'the feeling', colour: 'value', points: pointsOf(asked, 'feeling') },
            { name: 'both', colour: 'probability', points: pointsOf(asked, 'both') },
          ]}
        />
      </LitBox>
      <Status>
        {busy && progress
          ? underWay(progress, steps)
          : growth
            ? resultOf(growth)
            : 'Nothing is trained yet. Draw the curves in your head first.'}
      </Status>
    </Figure>
  )
})

const pointsOf = (moments: readonly Moment[], key: 'person' | 'feeling' | 'both') =>
  moments.map((moment) => ({ x: moment.step, y: moment[key] }))

function underWay(so: Progress, steps: number): string {
  if ('asked' in so) return `asked at ${int(so.asked.length)} of ${int(so.of)} kept steps`
  return `step ${int(so.step)} of ${int(steps)}${so.loss === null ? '' : `, ${fixed(so.loss, 3)} nats a character on held-out text`}`
}

function resultOf({ moments, parameters, examples }: Growth): string {
  const last = moments.at(-1)!
  const half = halfOf(last.both, examples)
  return `${int(parameters)} parameters, at the end${last.loss === null ? '' : ` ${fixed(last.loss, 3)} nats a character and`} ${percent(last.both)} ± ${percent(half)} of the endings right, with no example of the task.`
}
