/** Loss by kind of character over the run, and below what the model made of a held-out passage, and wrote, at the step that is pointed at. */
import { Curves } from '../../../figures/Curves.tsx'
import { TintedText } from '../../../figures/TintedText.tsx'
import { Button } from '../../../ui/Button.tsx'
import { duration, fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { KINDS, kindOf, SAID } from './kinds.ts'
import css from './LearningOrder.module.css'
import { type LearningOrder, LONG, MIDDLE, momentAt, PROMPT } from './order.ts'
import widget from './widget.ts'

const COLOURS = { space: 'position', 'later letters': 'token', 'second letter': 'key', 'first letter': 'gradient', name: 'value' } as const

export default draw(widget, function LearningOrderFigure(figure) {
  const { params, change, value, busy } = figure
  const longer = params.steps < MIDDLE ? MIDDLE : LONG
  return (
    <Figure
      of={figure}
      name="Training"
      title="what was learned when"
      busy="training a small GPT, and reading it step by step …"
      actions={
        <>
          <Button disabled={busy} onClick={() => change({ seed: params.seed + 1 })}>
            Other seed
          </Button>
          {params.steps < LONG ? (
            <Button look="primary" disabled={busy || !value} onClick={() => change({ steps: longer, step: longer })}>
              Train {int(longer)} steps{value ? `, about ${duration((value.seconds * longer) / stepsOf(value))}` : ''}
            </Button>
          ) : null}
        </>
      }
      footer={
        <span>
          a GPT of 2 layers, 64 wide, trained for {int(value ? stepsOf(value) : params.steps)} steps (seed {params.seed}) on stories of the
          small world, read, and forgotten; all losses are of held-out stories
        </span>
      }
    >
      {(order) => (
        <>
          <Losses order={order} step={params.step} />
          <Scale
            label="step"
            value={momentAt(order, params.step).step}
            min={0}
            max={stepsOf(order)}
            step={Math.max(1, Math.round(stepsOf(order) / 160))}
            format={int}
            onChange={(step) => change({ step })}
          />
          <Status>{busy ? `training ${int(params.steps)} steps; until then the run before stands here` : ''}</Status>
          <Then order={order} step={params.step} />
        </>
      )}
    </Figure>
  )
})

/** Of the run that is shown, which is the one before while another is trained. */
const stepsOf = ({ moments }: LearningOrder): number => moments.at(-1)!.step

function Losses({ order, step }: { order: LearningOrder; step: number }) {
  return (
    <LitBox name="residual/kinds">
      <Curves
        caption="loss on held-out text by kind of character, nats"
        across="step"
        curves={KINDS.map((kind) => ({
          name: kind,
          colour: COLOURS[kind],
          points: order.moments.map((moment) => ({ x: moment.step, y: moment.byKind[kind] })),
        }))}
        marks={[{ name: 'even guess', y: order.uniform }]}
        marker={momentAt(order, step).step}
        writeX={int}
        writeY={(y) => fixed(y, 1)}
      />
    </LitBox>
  )
}

/** The model as it was at one step: surprised by the passage, character by character, and writing. */
function Then({ order, step }: { order: LearningOrder; step: number }) {
  const { shown, written, loss, ...moment } = momentAt(order, step)
  const characters = [...order.passage]
  const caption = `surprise at a held-out passage after step ${int(moment.step)}, from 0 (bare) to an even guess’s (full)`
  return (
    <>
      <LitBox name="probability/passage">
        <p className="cap">{caption}</p>
        <TintedText
          label={caption}
          tokens={characters}
          tints={characters.map((_, i) => (i === 0 ? 0 : shown[i - 1]! / order.uniform))}
          colour="probability"
          first={1}
          said={(i) => (i === 0 ? 'nothing foretells it' : `${fixed(shown[i - 1]!, 2)} nats`)}
        >
          {(i) => (
            <p className="cap n">
              {i === 0
                ? 'Nothing stands before the first character.'
                : `${fixed(shown[i - 1]!, 2)} nats${saidOf(characters, i)}. The mean of twelve passages is ${fixed(loss, 2)}.`}
            </p>
          )}
        </TintedText>
      </LitBox>
      {written ? (
        <LitBox name="token/written">
          <p className={css.written}>
            <span className="cap">it wrote</span> {PROMPT}
            {written}
          </p>
        </LitBox>
      ) : null}
    </>
  )
}

function saidOf(characters: readonly string[], place: number): string {
  const kind = kindOf(characters, place)
  return kind ? `; ${SAID[kind]}` : ''
}
