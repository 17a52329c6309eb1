/** Five sliders, a ruler of operations over twenty powers of ten, where the operations go, and who would take how long. */
import { useSession } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Cost, costOf, PETAFLOP_DAY } from './cost.ts'
import { CostRuler } from './CostRuler.tsx'
import { CostSliders } from './CostSliders.tsx'
import { PRESETS } from './presets.ts'
import { many, power } from '../../../ui/amounts.ts'
import css from './TrainingCost.module.css'
import { Who } from './Who.tsx'
import widget from './widget.ts'

export default draw(widget, function TrainingCost(figure) {
  const { params, change } = figure
  const device = useSession((s) => s.device)
  const { watts, tokens, ...sizes } = params
  return (
    <Figure
      of={figure}
      name="Cost"
      title="of a training run, from its sizes"
      busy="counting …"
      waiting="The operations are counted as soon as the core has started."
      controls={
        <>
          <p className={css.presets}>
            {PRESETS.map(({ name, params: preset }) => (
              <Button key={name} look="text" onClick={() => change(preset)}>
                {name}
              </Button>
            ))}
          </p>
          <CostSliders params={params} onChange={change} />
        </>
      }
    >
      {(account) => {
        const cost = costOf(account, sizes, 10 ** tokens)
        return (
          <>
            <Numbers cost={cost} />
            <CostRuler flops={cost.flops} rate={device ? device.gflopsPerSecond * 1e9 : null} />
            <Who
              flops={cost.flops}
              rate={device ? device.gflopsPerSecond * 1e9 : null}
              watts={watts}
              onWatts={(next) => change({ watts: next })}
            />
          </>
        )
      }}
    </Figure>
  )
})

function Numbers({ cost }: { cost: Cost }) {
  const { parameters, perToken, besides, tokens, flops, rule } = cost
  const [count, unit] = many(parameters).split(' ')
  return (
    <Readings>
      <BigNumber label="parameters N" value={count} {...(unit && { unit })} context={`${many(tokens)} tokens D`} />
      <BigNumber
        label="operations"
        value={
          <DerivedNumber name="operations of the run" shown={power(flops)} formula="operations a token, by the plan · tokens">
            {int(perToken)} · {power(tokens, 2)} = {power(flops, 2)}, of which {share(besides / perToken)} are no products with weights
          </DerivedNumber>
        }
        context={`${flops < PETAFLOP_DAY / 100 ? power(flops / PETAFLOP_DAY) : fixed(flops / PETAFLOP_DAY)} petaflop/s-days`}
      />
      <BigNumber
        label="by the rule 6·N·D"
        value={
          <DerivedNumber name="6 · N · D" shown={power(rule)} formula="6 · parameters · tokens">
            6 · {int(parameters)} · {power(tokens, 2)} = {power(rule, 2)}
          </DerivedNumber>
        }
        context={`${fixed(rule / flops)} times the plan`}
      />
    </Readings>
  )
}
