/** A row for each model, a cell for each choice, filled where it is GPT-1's; one quantity over the years below. */
import { Curves } from '../../../figures/Curves.tsx'
import { LINEAGE } from '../../../facts/lineage.ts'
import { int, magnitude } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './Lineage.module.css'
import { CHOICE_NAMES, CHOICES, isKept, keptBy, type Quantity, sayChoice, quantityOf, yearOf } from './lineage.ts'
import widget from './widget.ts'

const QUANTITY_NAMES: Readonly<Record<Quantity, string>> = {
  parameters: 'parameters',
  tokens: 'tokens',
  ratio: 'tokens a parameter',
  context: 'context',
}

export default draw(widget, function Lineage(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Lineage"
      title="what is still GPT-1’s"
      footer={<span>filled: as in GPT-1. By date of paper or release; the newest is of May 2025</span>}
    >
      {({ model }) => (
        <>
          <section className={css.scroll} aria-label="Models and their choices">
            <table className={css.matrix}>
              <caption className="vh">Ten models by date, and for each of seven choices what they chose</caption>
              <thead>
                <tr>
                  <th scope="col">model</th>
                  {CHOICES.map((choice) => (
                    <th key={choice} scope="col">
                      {CHOICE_NAMES[choice]}
                    </th>
                  ))}
                  <th scope="col" className="n">
                    kept
                  </th>
                </tr>
              </thead>
              <tbody>
                {LINEAGE.map((each) => (
                  <tr key={each.id} data-on={each.id === model.id || undefined}>
                    <th scope="row">
                      <button type="button" aria-pressed={each.id === model.id} onClick={() => change({ model: each.id })}>
                        {each.name}
                      </button>
                      <small>{each.date.slice(0, 7)}</small>
                    </th>
                    {CHOICES.map((choice) => (
                      <td key={choice} data-kept={isKept(each, choice) || undefined}>
                        {sayChoice(each, choice)}
                        {isKept(each, choice) ? <span className="vh">, as in GPT-1</span> : null}
                      </td>
                    ))}
                    <td className="n">{keptBy(each)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <Segmented
            label="Quantity"
            value={params.quantity}
            options={(Object.keys(QUANTITY_NAMES) as Quantity[]).map((value) => ({ value, label: QUANTITY_NAMES[value] }))}
            onChange={(quantity) => change({ quantity })}
          />
          <Curves
            caption={`${QUANTITY_NAMES[params.quantity]}, by year, on a logarithmic axis`}
            across="year"
            log
            dots
            writeX={(x) => String(Math.floor(x))}
            writeY={(y) => (y < 10_000 ? int(y) : magnitude(y).join(' '))}
            marker={yearOf(model)}
            curves={[{ name: QUANTITY_NAMES[params.quantity], points: pointsOf(params.quantity), dashed: true }]}
          />
        </>
      )}
    </Figure>
  )
})

const pointsOf = (quantity: Quantity) =>
  LINEAGE.flatMap((model) => {
    const y = quantityOf(model, quantity)
    return y === null ? [] : [{ x: yearOf(model), y }]
  })
