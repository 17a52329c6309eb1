/** A choice of form, the texts that it takes, and the rows of tokens that become of them. */
import { useSession } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { int, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { TaskRows } from '../../../worker/protocol.ts'
import { modelName } from '../../../instruments/words.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Form, FORMS, readingsOf, WORDS } from './rows.ts'
import css from './TaskRows.module.css'
import widget from './widget.ts'

const NAMES = ['first', 'second', 'third'] as const
/** How the paper writes the learned tokens. */
const SIGNS = { start: '⟨s⟩', delimiter: '$', extract: '⟨e⟩' } as const

export default draw(widget, function TaskRowsFigure(figure) {
  const { params, change } = figure
  const { parts, after } = WORDS[params.form]
  return (
    <Figure
      of={figure}
      name="Rows"
      title="what the model is fed"
      busy="cutting the texts into tokens …"
      actions={
        <Segmented
          label="Kind of task"
          value={params.form}
          options={FORMS.map((value) => ({ value, label: value }))}
          onChange={(form) => change({ form })}
        />
      }
      footer={<Models value={params.model} onChange={(model) => change({ model })} />}
      controls={
        <div className={css.texts}>
          {parts.map((part, i) => (
            <Field
              key={part}
              label={part}
              value={params[NAMES[i]!]}
              maxLength={300}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change({ [NAMES[i]!]: event.target.value })}
            />
          ))}
        </div>
      }
    >
      {(read) => (
        <>
          <Chips read={read} form={params.form} />
          <p className="cap">{after}</p>
          {read.unknown ? <p className="cap">{read.unknown}</p> : null}
          <Counts read={read} />
        </>
      )}
    </Figure>
  )
})

/** Whose tokens they are. */
function Models({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const models = useSession((s) => s.models)
  return (
    <label>
      tokens of{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {models.some(({ id }) => id === value) ? null : <option value={value}>{value}</option>}
        {models.map((model) => (
          <option key={model.id} value={model.id}>
            {modelName(model)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Chips({ read, form }: { read: TaskRows; form: Form }) {
  const sign = signsOf(read)
  const caption = `${read.rows.length === 1 ? 'one row' : `${read.rows.length} rows`} of tokens, each with its id`
  return (
    <Twin
      caption={caption}
      figure={
        <LitBox name="token">
          <ol className={css.rows}>
            {read.rows.map(({ ids, tokens }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
              <li key={row}>
                <ol className={css.row} aria-label={`row ${row + 1}: ${tokens.map((token, i) => sign(ids[i]!) ?? token).join('')}`}>
                  {ids.map((id, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
                    <li key={i} data-learned={id >= read.special.start || undefined} aria-hidden="true">
                      <b>{sign(id) ?? visible(tokens[i]!)}</b>
                      <span>{id}</span>
                    </li>
                  ))}
                </ol>
                <p className={css.out} data-form={form}>
                  {form === 'similarity' ? (row === 0 ? 'h' : '+ h → head') : form === 'choice' ? `h → score ${row + 1}` : 'h → head'}
                </p>
              </li>
            ))}
          </ol>
        </LitBox>
      }
      table={() => (
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">row</th>
              <th scope="col">tokens</th>
              <th scope="col">ids</th>
            </tr>
          </thead>
          <tbody>
            {read.rows.map(({ ids, tokens }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                <td>{tokens.map((token, i) => sign(ids[i]!) ?? visible(token)).join(' ')}</td>
                <td className="n">{ids.join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  )
}

const signsOf =
  ({ special }: TaskRows) =>
  (id: number): string | undefined =>
    ({ [special.start]: SIGNS.start, [special.delimiter]: SIGNS.delimiter, [special.extract]: SIGNS.extract })[id]

function Counts({ read }: { read: TaskRows }) {
  const { tokens, longest, special, cut } = readingsOf(read)
  return (
    <Readings>
      <BigNumber label="tokens to read" value={int(tokens!)} context={`${int(special!)} of them learned ones`} />
      <BigNumber
        label="longest row"
        value={int(longest!)}
        unit={`of ${int(read.context)}`}
        context={cut! > 0 ? `${int(cut!)} were left out` : 'nothing left out'}
      />
      <BigNumber
        label="ids of the three"
        value={`${int(read.special.start)}–${int(read.special.extract)}`}
        context={`after a vocabulary of ${int(read.vocabulary)}`}
      />
    </Readings>
  )
}
