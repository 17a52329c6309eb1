/** A table of writers, each with a bar for surprise and one for repetition, and their texts tinted by what the model thought of them. */
import { useState } from 'react'
import { TintedText } from '../../../figures/TintedText.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import css from './DullText.module.css'
import { type Compared, LENGTH, WRITERS, type Writer } from './writers.ts'
import widget from './widget.ts'

const titleOf = (writer: Writer): string => WRITERS.find(({ name }) => name === writer)!.title

export default draw(widget, function DullText(figure) {
  const { params, progress, busy } = figure
  return (
    <Figure
      of={figure}
      name="Writers"
      title="five ways to go on, and what people wrote"
      start={`Write ${int(params.passages * (2 + 3 * params.seeds))} texts`}
      controls={
        <>
          <Knobs
            of={figure}
            knobs={[
              { key: 'passages', label: 'passages to go on from', min: 1, max: 24, step: 1 },
              { key: 'seeds', label: 'texts with dice each', min: 1, max: 8, step: 1 },
            ]}
          />
          {busy ? (
            <p className="cap" role="status">
              {int(progress ?? 0)} of {int(params.passages)} passages
            </p>
          ) : null}
        </>
      }
      footer={<span>texts of {LENGTH} tokens, after passages that were held out</span>}
    >
      {(compared) => <Result compared={compared} />}
    </Figure>
  )
})

function Result({ compared }: { compared: Compared }) {
  const [writer, setWriter] = useState<Writer>('beams')
  const most = Math.max(...compared.rows.map(({ surprise }) => surprise))
  const texts = compared.all.filter((text) => text.writer === writer && (text.passage === 0 || text.passage === 1))
  const first = [0, 1].flatMap((passage) => texts.find((text) => text.passage === passage) ?? [])
  return (
    <>
      <table className={css.writers}>
        <caption className="vh">Mean surprise and repetition of each way to write</caption>
        <thead>
          <tr>
            <th scope="col">writer</th>
            <th scope="col" className="n">
              surprise, nats
            </th>
            <th scope="col" aria-label="bar of the surprise" />
            <th scope="col" className="n">
              repeats
            </th>
            <th scope="col" className="n">
              texts
            </th>
          </tr>
        </thead>
        <tbody>
          {compared.rows.map((row) => (
            <tr key={row.writer} data-people={row.writer === 'people' || undefined}>
              <th scope="row">{titleOf(row.writer)}</th>
              <td className="n">{fixed(row.surprise)}</td>
              <td className={css.bar}>
                <i style={{ width: `${(100 * row.surprise) / most}%` }} />
              </td>
              <td className="n">{share(row.repetition, 2)}</td>
              <td className="n">{row.texts}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Segmented
        label="Whose texts"
        value={writer}
        options={compared.rows.map(({ writer: value }) => ({ value, label: value === 'plain' ? 'no filter' : value }))}
        onChange={setWriter}
      />
      {first.map((text) => (
        <div key={text.passage} className={css.text}>
          <p className="cap">… {compared.prompts[text.passage]}</p>
          <TintedText
            label={`Surprise at each token, ${titleOf(writer)}`}
            tokens={Array.from(text.tokens)}
            tints={text.surprise.map((nats) => nats / 5)}
            colour="probability"
            said={(i) => `${fixed(text.surprise[i]!)} nats`}
          >
            {(i) => `${fixed(text.surprise[i]!)} nats here; ${share(Math.exp(-text.surprise[i]!))} was its probability`}
          </TintedText>
        </div>
      ))}
    </>
  )
}
