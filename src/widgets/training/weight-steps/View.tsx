/** Which weight, its tracks over the steps, and the arithmetic of the step that is pointed at; of the open model where its past is kept. */
import { useState } from 'react'
import { Failure } from '../../../instruments/Failure.tsx'
import { Button } from '../../../ui/Button.tsx'
import { int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { Arithmetic } from './Arithmetic.tsx'
import { PART_NAMES, PARTS, type Part, stepOf } from './followed.ts'
import { Tracks } from './Tracks.tsx'
import { useOpenRun } from './useOpenRun.ts'
import css from './WeightSteps.module.css'
import widget from './widget.ts'

const OPTIONS = PART_NAMES.map((value) => ({ value, label: value }))
/** To other numbers of a tensor by steps that share no factor with its sizes. */
const STRIDE = 1009

export default draw(widget, function WeightSteps(figure) {
  const { params, change, value, busy } = figure
  const [whose, setWhose] = useState<'own' | 'open'>('own')
  const open = useOpenRun(params.part, params.place, whose === 'open')
  const shown = whose === 'open' && open.available ? open.followed : value
  const step = shown ? stepOf(shown, whose === 'open' ? open.step : params.step) : 1
  const move = (next: number) => (whose === 'open' ? open.move(next) : change({ step: next }))
  return (
    <Figure
      of={figure}
      name="AdamW"
      title="one weight, step by step"
      busy="training a small run to follow …"
      actions={<Button onClick={() => change({ place: nextPlace(params.place, shown?.shape) })}>Another weight</Button>}
      controls={
        <div className={css.knobs}>
          <Segmented label="which kind of number" value={params.part} options={OPTIONS} onChange={(part: Part) => change({ part })} />
          {open.available ? (
            <Segmented
              label="whose run"
              value={whose}
              options={[
                { value: 'own', label: 'the figure’s run' },
                { value: 'open', label: 'your model’s run' },
              ]}
              onChange={setWhose}
            />
          ) : null}
        </div>
      }
      footer={
        <span>
          {whose === 'open' && open.available
            ? 'steps of your model’s run, taken again'
            : 'a GPT of 2 layers, 32 wide, trained for 200 steps when this page opened and then forgotten'}
        </span>
      }
    >
      {() => (
        <>
          <Failure place="past" where="This run’s past" />
          {shown ? (
            <>
              <p className="cap">
                {PARTS[params.part].said}: number {int(shown.index)} of <code>{shown.name}</code>, [{shown.shape.join(', ')}]
              </p>
              <Tracks of={shown} step={step} onStep={move} />
              <Arithmetic of={shown} step={step} />
            </>
          ) : null}
          <Status>{open.error ?? (busy || (whose === 'open' && open.busy) ? 'taking the steps again …' : '')}</Status>
        </>
      )}
    </Figure>
  )
})

const nextPlace = (place: number, shape: readonly number[] | undefined): number => {
  const count = shape?.reduce((all, size) => all * size, 1) ?? 1
  return (Math.min(place, count - 1) + STRIDE) % count
}
