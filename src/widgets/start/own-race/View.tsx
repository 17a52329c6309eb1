/** The tables' marks, the model's curve through them, and what it writes. */
import { Curves } from '../../../figures/Curves.tsx'
import { LongTextFold, useLongText } from '../../../instruments/LongText.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './OwnRace.module.css'
import { bitsOf, type Counted } from './race.ts'
import widget, { LEAST } from './widget.ts'

const KNOBS = [
  { key: 'layers', label: 'layers', min: 1, max: 4, step: 1 },
  { key: 'width', label: 'width', min: 16, max: 128, step: 16 },
  { key: 'steps', label: 'steps', min: 20, max: 4000, step: 20 },
] as const

export default draw(widget, function OwnRace(figure) {
  const { params, change, value, progress, busy } = figure
  const own = useLongText(params.text, LEAST, (text) => change({ text }))
  const run = busy ? progress : (value?.run ?? null)
  const now = run?.evaluations.at(-1)
  return (
    <Figure
      of={figure}
      name="Your text"
      title="counting against learning"
      start="Train on it"
      busy="counting the text …"
      controls={
        <>
          <LongTextFold
            of={own}
            label="Your text"
            aside={params.text ? `${int(params.text.length)} characters` : `paste ${int(LEAST)} characters or more`}
            rows={4}
          />
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
      footer={
        <span>
          learned from nine tenths of {params.text ? 'your text' : 'stories of the small world, as long as no text is yours'}; measured on
          the last tenth, by all the same
        </span>
      }
    >
      {value ? (
        <>
          <LitBox name="position/tables">
            <Readings>
              <BigNumber label="pairs" value={fixed(value.orders[1]!)} unit="bits" context="a character" />
              <BigNumber
                label={`best table: ${value.best.order} in a row`}
                value={fixed(value.best.bits)}
                unit="bits"
                context="a character"
              />
              <BigNumber
                label={run ? `the model, step ${int(now?.step ?? 0)}` : 'the model'}
                value={fixed(bitsOf(run))}
                unit="bits"
                context="a character"
              />
            </Readings>
          </LitBox>
          <LitBox name="probability/model">
            <Fall counted={value} evaluations={run?.evaluations ?? []} steps={params.steps} />
          </LitBox>
          <Status>{busy ? `step ${int(run?.curve.at(-1)?.step ?? 0)} of ${int(params.steps)}` : said(value, bitsOf(run))}</Status>
          {run?.written ? <p className={css.written}>{run.written}</p> : null}
        </>
      ) : (
        <Status>counting the text in eight ways …</Status>
      )}
    </Figure>
  )
})

/** The tables as marks: single characters, pairs, and the best. */
function Fall({
  counted,
  evaluations,
  steps,
}: {
  counted: Counted
  evaluations: readonly { step: number; bitsPerCharacter: number }[]
  steps: number
}) {
  const { orders, best } = counted
  return (
    <Curves
      caption="surprise at the held-out tenth, bits a character: tables of counts as lines, the model as it learns"
      across="step"
      curves={[
        {
          name: 'the model',
          colour: 'probability',
          points: [...evaluations.map(({ step, bitsPerCharacter }) => ({ x: step, y: bitsPerCharacter }))],
        },
      ]}
      marks={[
        { name: 'single characters', y: orders[0]! },
        { name: 'pairs', y: orders[1]! },
        ...(best.order > 2 ? [{ name: `${best.order} in a row`, y: best.bits }] : []),
      ]}
      writeX={int}
      writeY={(y) => fixed(y, 1)}
      until={steps}
    />
  )
}

function said({ orders, best }: Counted, bits: number): string {
  if (!Number.isFinite(bits)) return 'The tables are counted. Train, and see how many of them the model passes.'
  const passed = orders.filter((each) => bits < each).length
  if (bits < best.bits) return 'The model has passed every table.'
  return `The model has passed ${passed} of 8 tables; the best, of ${best.order} characters in a row, is ${fixed(bits - best.bits)} bits ahead.`
}
