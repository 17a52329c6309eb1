/** One button, one run; then how many held-out items are right, beside what needs no model, and the first of those that are not. */
import { Curves } from '../../../figures/Curves.tsx'
import { PublishButton } from '../../../instruments/publish/PublishButton.tsx'
import { useFinished } from '../../../instruments/projects/finished.ts'
import { learning } from '../../../session/learning.ts'
import { fixed, int, share, signed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './RetellingRun.module.css'
import type { Outcome } from './run.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'layers', label: 'layers', min: 1, max: 4, step: 1 },
  { key: 'steps', label: 'steps', min: 100, max: 3000, step: 100 },
  { key: 'seed', label: 'seed', min: 1, max: 99, step: 1 },
] as const

/** What is kept of the best run of each task. */
const PROJECTS = {
  summary: { id: 'summarizer', title: 'A summarizer of the small world', measure: 'held-out stories summarized right, word for word' },
  french: { id: 'translator', title: 'A translator of the small world', measure: 'held-out sentences translated right, word for word' },
} as const

export default draw(widget, function RetellingRun(figure) {
  const { params, change, value, progress, busy } = figure
  const curve = (busy ? progress : value)?.curve ?? []
  const project = value ? PROJECTS[value.task] : null
  useFinished(
    project?.id ?? '',
    value &&
      project && {
        title: project.title,
        measure: project.measure,
        reached: value.result.scores[value.task]!.model.exact,
        baseline: value.result.scores[value.task]!.baseline.exact,
        heldOut: value.result.scores[value.task]!.model.count,
        settings: `${int(value.result.parameters)} parameters, ${int(value.result.step)} steps`,
      },
  )
  return (
    <Figure
      of={figure}
      name="Training"
      title={params.task === 'summary' ? 'stories and their summaries' : 'English and French'}
      start="Train"
      actions={
        value && project && !busy ? (
          <PublishButton
            what={{ reteller: value.result.model, tasks: [value.task] }}
            name={project.title}
            ownData
            onPublished={() => learning.getState().publish(project.id)}
          />
        ) : null
      }
      controls={
        <>
          <Segmented
            label="Which tokens it learns to predict"
            value={params.loss}
            options={[
              { value: 'target', label: 'loss on the target' },
              { value: 'all', label: 'loss on everything' },
            ]}
            onChange={(loss) => change({ loss })}
          />
          <Segmented
            label="Width"
            value={params.width}
            options={(['32', '64', '96'] as const).map((value) => ({ value, label: `${value} wide` }))}
            onChange={(width) => change({ width })}
          />
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
      footer={<span>{params.width} numbers wide, 4 heads, each word a token; forgotten when you leave</span>}
    >
      {curve.length > 1 ? (
        <Curves
          caption={`loss on ${params.loss === 'target' ? 'the target’s' : 'all'} tokens, nats`}
          across="step"
          writeX={int}
          writeY={(y) => fixed(y, 1)}
          curves={[{ name: 'loss', points: curve.map(({ step, loss }) => ({ x: step, y: loss })) }]}
        />
      ) : null}
      <Status>
        {busy
          ? curve.length === 0
            ? 'the stories are written …'
            : `step ${int(curve.at(-1)!.step)} of ${int(params.steps)}${curve.at(-1)!.step === params.steps ? '; it retells what was held out …' : ''}`
          : value
            ? ''
            : 'Nothing is trained yet. It takes about a minute on two CPU cores.'}
      </Status>
      {value && !busy ? <After {...value} /> : null}
    </Figure>
  )
})

function After({ task, result }: Outcome) {
  const { model, baseline } = result.scores[task]!
  const digits = task === 'summary' ? 3 : 1
  const scoresOf = (of: typeof model): number[] => (task === 'summary' ? [of.rouge1, of.rouge2, of.rougeL] : [of.bleu])
  const wrong = result.retold.filter(({ written, target }) => written !== target).slice(0, 2)
  const rows = [
    { name: 'your model', of: model },
    { name: task === 'summary' ? 'the first sentence' : 'word by word', of: baseline },
  ]
  return (
    <>
      <table>
        <caption>
          {int(model.count)} held-out {task === 'summary' ? 'stories' : 'sentences'}; {int(result.parameters)} parameters
        </caption>
        <thead>
          <tr>
            <td />
            {['exact', ...(task === 'summary' ? ['ROUGE-1', 'ROUGE-2', 'ROUGE-L'] : ['BLEU'])].map((name) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{share(of.exact)}</td>
              {scoresOf(of).map((score, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
                <td key={i} className="n">
                  {fixed(score, digits)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">the difference</th>
            <td className="n">{signed(model.exact - baseline.exact)}</td>
            {scoresOf(model).map((score, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
              <td key={i} className="n">
                {signed(score - scoresOf(baseline)[i]!, digits)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {wrong.length > 0 ? <p className="cap">Its first mistakes:</p> : <p className="cap">It makes no mistake on these.</p>}
      <div className={css.items}>
        {wrong.map(({ source, target, written }) => (
          <div key={source}>
            <p className={css.source}>{source}</p>
            <p>{written}</p>
            <p className="cap">right: {target}</p>
          </div>
        ))}
      </div>
    </>
  )
}
