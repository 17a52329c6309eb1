/** One button, three models: their losses on one chart, what each makes of a sentence, and where the encoder–decoder looked. */
import { Curves } from '../../../figures/Curves.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { core } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { Alignment } from './Alignment.tsx'
import { ask, FAMILIES, NAMES, type Outcome, type Progress } from './race.ts'
import css from './TranslatorRace.module.css'
import widget from './widget.ts'

const KNOBS = [
  { key: 'steps', label: 'steps', min: 200, max: 4000, step: 200 },
  { key: 'seed', label: 'seed', min: 1, max: 9, step: 1 },
] as const

export default draw(widget, function TranslatorRace(figure) {
  const { params, change, value, progress, busy } = figure
  const so: Progress | null = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Race"
      title="three ways to read a source and write an answer"
      start="Train all three"
      footer={<span>{int(params.steps)} steps of 32 sentences each; the same seed and the same batches</span>}
      controls={
        <>
          <Field
            label="Your sentence, in words of the small world"
            value={params.sentence}
            maxLength={90}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ sentence: target.value })}
          />
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
    >
      {so ? (
        <Curves
          caption="loss on the answer’s words, nats"
          across="step"
          writeX={int}
          writeY={(y) => fixed(y, 1)}
          curves={FAMILIES.flatMap((family, i) => {
            const curve = so[family]?.curve ?? []
            const colour = (['query', 'key', 'ink-3'] as const)[i]!
            return curve.length > 1
              ? [{ name: NAMES[family], points: curve.map(({ step, loss }) => ({ x: step, y: loss })), colour, dashed: i === 2 }]
              : []
          })}
        />
      ) : null}
      <Status>
        {busy ? statusOf(progress) : value ? '' : 'Nothing is trained yet. All three take about a minute and a half on two CPU cores.'}
      </Status>
      {value && !busy ? <After outcome={value} sentence={params.sentence} /> : null}
    </Figure>
  )
})

function statusOf(so: Progress | null): string {
  const family = FAMILIES.findLast((each) => so?.[each])
  return family ? `step ${int(so![family]!.step)} of ${NAMES[family]}; it translates held-out sentences at its end` : 'starting …'
}

function After({ outcome, sentence }: { outcome: Outcome; sentence: string }) {
  const trainedOn = outcome.decoder.translations[0]
  const { value, error } = useComputed(() => ask(core, outcome, sentence), [outcome, sentence])
  const shown = error ? null : (value ?? (trainedOn ? outcome : null))
  return (
    <>
      <table>
        <caption>{int(outcome.decoder.heldOut)} sentences of held-out stories, and yours</caption>
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col" className="n">
              parameters
            </th>
            <th scope="col" className="n">
              exactly right
            </th>
            <th scope="col">your sentence</th>
          </tr>
        </thead>
        <tbody>
          {FAMILIES.map((family) => (
            <tr key={family}>
              <th scope="row">{NAMES[family]}</th>
              <td className="n">{int(outcome[family].parameters)}</td>
              <td className="n">{share(outcome[family].exact)}</td>
              <td className={css.written}>{shown?.[family].translations[0]?.words.join(' ') ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {error ? (
        <p className="cap" role="status">
          {error.message} {error.hint}
        </p>
      ) : shown?.['encoder-decoder'].translations[0] ? (
        <Alignment translation={shown['encoder-decoder'].translations[0]} />
      ) : null}
    </>
  )
}
