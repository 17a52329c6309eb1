/** Bars to both sides of zero, bottom to top of the model: what each part adds to the lead, and what goes with it when it is cut. */
import { Field } from '../../../ui/Field.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, share, signed, visible } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './LogitParts.module.css'
import { type Part, type Parts, readingsOf } from './parts.ts'
import widget from './widget.ts'

export default draw(widget, function LogitParts(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      name="Lead"
      title="who speaks for the guess"
      busy={params.by === 'cut' ? 'cutting every part out, one at a time …' : 'adding up …'}
      waiting="The terms stand here as soon as a model is open and there is text."
      actions={
        <Segmented
          label="What the bars are"
          value={params.by}
          options={[
            { value: 'sum', label: 'terms of the sum' },
            { value: 'cut', label: 'and cut out' },
          ]}
          onChange={(by) => change({ by })}
        />
      }
      controls={
        <Field
          label="Text"
          value={params.text}
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => change({ text: target.value, forToken: undefined, against: undefined })}
        />
      }
    >
      {value ? <Result of={value} onFor={(forToken) => change({ forToken })} onAgainst={(against) => change({ against })} /> : null}
    </Figure>
  )
})

const OFFERED = 8

function Result({ of, onFor, onAgainst }: { of: Parts; onFor: (token: string) => void; onAgainst: (token: string) => void }) {
  const { error } = readingsOf(of)
  const offered = of.candidates.slice(0, OFFERED)
  return (
    <>
      <Readings>
        <div>
          <dt className="cap">for</dt>
          <dd>
            <Choice label="The token that is spoken for" value={of.for.token} of={offered} onChange={onFor} />
          </dd>
        </div>
        <div>
          <dt className="cap">against</dt>
          <dd>
            <Choice label="The token that it is compared with" value={of.against.token} of={offered} onChange={onAgainst} />
          </dd>
        </div>
        <BigNumber
          label="lead"
          value={signed(of.lead, 2)}
          unit="nats"
          context={`${share(of.for.probability)} against ${share(of.against.probability)}`}
        />
      </Readings>
      <Bars parts={of.parts} />
      <p className="cap" role="status">
        The terms add up to{' '}
        {signed(
          of.parts.reduce((sum, { term }) => sum + term, 0),
          3,
        )}
        , {error.toExponential(0).replace('-', '−')} from the model’s own lead.
      </p>
    </>
  )
}

function Choice({
  label,
  value,
  of,
  onChange,
}: {
  label: string
  value: string
  of: Parts['candidates']
  onChange: (token: string) => void
}) {
  const options = of.some(({ token }) => token === value) ? of : [...of, { id: -1, token: value, probability: 0 }]
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      {options.map(({ id, token, probability }) => (
        <option key={id} value={token}>
          {visible(token)} {share(probability)}
        </option>
      ))}
    </select>
  )
}

const COLOURS: Record<Part['kind'], string> = { embedding: 'token', head: 'value', feedForward: 'residual', biases: 'ink-3' }
const colourOf = ({ key, kind }: Part): string => (key === 'place' ? 'position' : COLOURS[kind])

function Bars({ parts }: { parts: readonly Part[] }) {
  const most = parts.reduce((top, { term, cut }) => Math.max(top, Math.abs(term), Math.abs(cut ?? 0)), 1e-9)
  const cuts = parts.some(({ cut }) => cut !== null)
  return (
    <table className={css.bars}>
      <caption className="vh">Each part’s term in the lead, in nats{cuts ? ', and what the lead loses when it is cut out' : ''}</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">
            <span className="vh">bar</span>
          </th>
          <th scope="col" className="n">
            term
          </th>
          {cuts ? (
            <th scope="col" className="n">
              lost if cut
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {[...parts].reverse().map((part) => (
          <tr key={part.key}>
            <th scope="row">{part.name}</th>
            <td className={css.track}>
              <Bar value={part.term} most={most} colour={colourOf(part)} />
              {part.cut === null ? null : <Bar value={part.cut} most={most} colour={colourOf(part)} hollow />}
            </td>
            <td className="n">{signed(part.term, 2)}</td>
            {cuts ? <td className="n">{part.cut === null ? '–' : fixed(part.cut, 2)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ value, most, colour, hollow = false }: { value: number; most: number; colour: string; hollow?: boolean }) {
  const width = (50 * Math.abs(value)) / most
  return (
    <span className={css.line}>
      <i
        data-hollow={hollow || undefined}
        style={{ insetInlineStart: `${value >= 0 ? 50 : 50 - width}%`, width: `${width}%`, color: `var(--${colour})` }}
      />
    </span>
  )
}
