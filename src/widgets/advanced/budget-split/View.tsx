/** Loss over the size that a budget is spent on, by two laws, with the size that was chosen and the learner's. */
import { Curves } from '../../../figures/Curves.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, signed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { many } from '../../../ui/amounts.ts'
import { BUDGETS, type Budget, readingsOf, SPENDERS, type Split } from './split.ts'
import widget from './widget.ts'

export default draw(widget, function BudgetSplit(figure) {
  const { params, change } = figure
  const { name, flops } = SPENDERS[params.budget]
  return (
    <Figure
      of={figure}
      name="Budget"
      title={`${name}’s computation, split otherwise`}
      controls={
        <>
          <Segmented
            label="Whose computation"
            value={params.budget}
            options={BUDGETS.map((budget) => ({ value: budget, label: SPENDERS[budget].name }))}
            onChange={(budget) => change({ budget: budget as Budget })}
          />
          <Scale
            label={`parameters, beside ${name}’s`}
            value={params.share}
            min={-2.4}
            max={2.4}
            step={0.05}
            ticks={8}
            format={(share) => `× ${10 ** share < 1 ? fixed(10 ** share, 3) : fixed(10 ** share, 1)}`}
            onChange={(share) => change({ share: Number(share.toFixed(2)) })}
          />
        </>
      }
      footer={<span>{flops.toExponential(2)} operations, counted as 6 · parameters · tokens</span>}
    >
      {(value) => <Drawn value={value} name={name} />}
    </Figure>
  )
})

function Drawn({ value, name }: { value: Split; name: string }) {
  const { parameters, tokens, hoffmann, gain } = readingsOf(value) as Record<'parameters' | 'tokens' | 'hoffmann' | 'gain', number>
  const log = (points: readonly { x: number; y: number }[]) => points.map(({ x, y }) => ({ x: Math.log10(x), y }))
  return (
    <>
      <Readings>
        <BigNumber label="parameters" value={many(parameters)} />
        <BigNumber
          label="tokens"
          value={many(tokens)}
          context={`${fixed(tokens / parameters, tokens > 10 * parameters ? 0 : 2)} for each parameter`}
        />
        <BigNumber
          label="loss by Chinchilla’s law"
          value={fixed(hoffmann, 3)}
          unit="nats"
          context={`${signed(-gain)} beside ${name}’s own split`}
        />
      </Readings>
      <Curves
        caption="loss by both laws, nats a token; the upright line is your split"
        across="parameters"
        curves={[
          { name: 'Chinchilla’s law', points: log(value.curves.hoffmann) },
          { name: 'Kaplan’s law', points: log(value.curves.kaplan), dashed: true },
        ]}
        marker={Math.log10(parameters)}
        rows={value.curves.hoffmann.filter((_, i) => i % 12 === 0).map(({ x }) => Math.log10(x))}
        writeX={(x) => many(10 ** x)}
        writeY={(y) => fixed(y)}
      />
    </>
  )
}
