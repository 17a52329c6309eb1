/** Each data set's margin as a dot with its interval on one scale, or what each ablation changes; the paper's own numbers beside. */
import { fixed, int, signed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { AblationTable } from './AblationTable.tsx'
import type { Margin } from './margins.ts'
import css from './PaperResults.module.css'
import widget from './widget.ts'

export default draw(widget, function PaperResults(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Results"
      title={params.table === 'results' ? 'GPT-1 beside the best before it' : 'what each part is worth'}
      footer={<span>tables 2 to 5 of the paper; sizes of test sets from those who made them</span>}
    >
      {(margins) => (
        <>
          <Segmented
            label="Table"
            value={params.table}
            options={[
              { value: 'results', label: 'results' },
              { value: 'ablations', label: 'ablations' },
            ]}
            onChange={(table) => change({ table })}
          />
          {params.table === 'results' ? (
            <>
              <MarginTable margins={margins} />
              <Scale
                label="how far both err on the same examples"
                value={params.agreement}
                min={0}
                max={1}
                step={0.05}
                format={sayAgreement}
                onChange={(agreement) => change({ agreement })}
              />
            </>
          ) : (
            <AblationTable />
          )}
        </>
      )}
    </Figure>
  )
})

const sayAgreement = (agreement: number): string =>
  agreement === 0 ? 'as independent models' : agreement === 1 ? 'as far as they can' : fixed(agreement, 2)

const WORDS: Readonly<Record<Margin['verdict'], string>> = { ahead: 'ahead', behind: 'behind', open: 'open' }

function MarginTable({ margins }: { margins: readonly Margin[] }) {
  return (
    <table className={css.results}>
      <caption className="vh">GPT-1, the best before it, and the margin with its 95 % interval, by data set</caption>
      <thead>
        <tr>
          <th scope="col">data set</th>
          <th scope="col" className={`n ${css.wide}`}>
            examples
          </th>
          <th scope="col" className="n">
            before
          </th>
          <th scope="col" className="n">
            GPT-1
          </th>
          <th scope="col">
            margin<span className={css.ends}>points, −9 to +14</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {margins.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              {each.name}
              {each.metric === 'accuracy' ? null : <small>{each.metric}</small>}
            </th>
            <td className={`n ${css.wide}`}>{each.examples === null ? '–' : int(each.examples)}</td>
            <td className="n">{fixed(each.before, 1)}</td>
            <td className="n">{fixed(each.gpt1, 1)}</td>
            <td className={css.cell}>
              <Mark {...each} />
              <span className="vh">{sayMargin(each)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const sayMargin = ({ margin, half, verdict }: Margin): string =>
  half === null
    ? `${signed(margin, 1)}, no interval from the number of examples`
    : `${signed(margin, 1)} ± ${fixed(half, 1)}, ${WORDS[verdict]}`

const [LEAST, MOST] = [-9, 14]
const at = (points: number): string => `${(100 * (Math.min(MOST, Math.max(LEAST, points)) - LEAST)) / (MOST - LEAST)}%`

/** The dot is filled where the interval leaves 0 out; where there is no interval it has a stroke through it. */
function Mark({ margin, half, verdict }: Margin) {
  return (
    <span className={css.scale} aria-hidden="true">
      <i className={css.zero} style={{ insetInlineStart: at(0) }} />
      {half === null ? null : (
        <i className={css.interval} style={{ insetInlineStart: at(margin - half), inlineSize: `${(200 * half) / (MOST - LEAST)}%` }} />
      )}
      <i className={css.dot} data-look={half === null ? 'bare' : verdict} style={{ insetInlineStart: at(margin) }} />
      <b style={{ insetInlineStart: at(Math.max(margin + (half ?? 0), 0)) }}>{signed(margin, 1)}</b>
    </span>
  )
}
