/** A diagram of how right the model was where it was so sure, and the counts behind it. */
import { Curves } from '../../../figures/Curves.tsx'
import { PROMPT_NAMES, PROMPTS } from '../../../experiments/zeroShot.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { type Answer, binsOf, type Outcome, readingsOf } from './askAll.ts'
import widget from './widget.ts'

const TASK_OPTIONS = [
  { value: 'endings', label: 'endings' },
  { value: 'sentiment', label: 'sentiment' },
] as const
const PROMPT_OPTIONS = PROMPT_NAMES.map((value) => ({ value, label: `“${PROMPTS[value].replace('{hero}', '…')}”` }))

export default draw(widget, function Calibration(figure) {
  const { params, change, value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Calibration"
      title="how sure, how right"
      start="Ask them all"
      controls={
        <>
          <Segmented label="Task" value={params.task} options={TASK_OPTIONS} onChange={(task) => change({ task })} />
          {params.task === 'sentiment' ? (
            <Segmented label="Prompt" value={params.prompt} options={PROMPT_OPTIONS} onChange={(prompt) => change({ prompt })} />
          ) : null}
          <Knobs of={figure} knobs={[{ key: 'examples', label: 'held-out stories', min: 10, max: 200, step: 10 }]} />
        </>
      }
      footer={<span>a dot stands for all answers with about that share; on the line the model is as sure as it is right</span>}
    >
      {so && so.answers.length > 0 ? <Diagram answers={so.answers} /> : null}
      <Status>
        {busy ? `${int(progress?.answers.length ?? 0)} of ${int(params.examples)} stories` : value ? '' : 'Nothing has been asked yet.'}
      </Status>
      {value && !busy ? <After outcome={value} /> : null}
    </Figure>
  )
})

function Diagram({ answers }: { answers: readonly Answer[] }) {
  return (
    <LitBox name="probability/reliability">
      <Curves
        caption="share that was right, by the share that the likeliest answer had"
        across="share of the likeliest answer"
        curves={[
          {
            name: 'as sure as right',
            colour: 'ink-3',
            dashed: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
          {
            name: 'this model',
            colour: 'probability',
            points: binsOf(answers).map(({ confidence, accuracy }) => ({ x: confidence, y: accuracy })),
          },
        ]}
        dots
        writeX={(x) => fixed(x, 1)}
        writeY={(y) => fixed(y, 1)}
      />
    </LitBox>
  )
}

function After({ outcome }: { outcome: Outcome }) {
  const { accuracy = 0, confidence = 0, error = 0, floor = 0 } = readingsOf(outcome)
  return (
    <Readings>
      <BigNumber label="right" value={share(accuracy)} context={`always the same answer: ${share(floor)}`} concept="c-probability" />
      <BigNumber label="how sure" value={share(confidence)} context="mean share of its answer" />
      <BigNumber label="calibration error" value={fixed(error, 2)} context="mean distance from the line" />
    </Readings>
  )
}
