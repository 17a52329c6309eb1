/** One figure for the whole project: talk to the chatbot that the course ships, teach one, see its grade, talk to that one, publish it. */
import { Curves } from '../../../figures/Curves.tsx'
import { PublishButton } from '../../../instruments/publish/PublishButton.tsx'
import { useFinished } from '../../../instruments/projects/finished.ts'
import { learning } from '../../../session/learning.ts'
import { fixed, int, share, signed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { ChatReport, ChatShare } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './Chatbot.module.css'
import { readingsOf, shareOf } from './run.ts'
import { Talk } from './Talk.tsx'
import widget from './widget.ts'

const KNOBS = [
  { key: 'steps', label: 'steps', min: 100, max: 6000, step: 100 },
  { key: 'seed', label: 'seed', min: 1, max: 99, step: 1 },
] as const
const PROJECT = 'chatbot'

export default draw(widget, function Chatbot(figure) {
  const { params, change, value, progress, busy } = figure
  const curve = (busy ? progress : value)?.curve ?? []
  const readings = value && readingsOf(value)
  useFinished(
    PROJECT,
    readings && {
      title: 'A chatbot of the small world',
      measure: 'questions that a held-out story answers, right word for word',
      reached: readings.known,
      baseline: readings.baseline,
      heldOut: value.result.report.known.of,
      settings: `${int(value.result.step)} steps, seed ${params.seed}`,
    },
  )
  return (
    <Figure
      of={figure}
      name="Chatbot"
      title={value ? 'yours' : 'the one that comes with this lesson'}
      start="Teach your own"
      actions={
        value && !busy ? (
          <PublishButton
            what={{ chatbot: value.result.files, report: value.result.report }}
            name="A chatbot of the small world"
            ownData
            onPublished={() => learning.getState().publish(PROJECT)}
          />
        ) : null
      }
      controls={
        <>
          <Segmented
            label="Which tokens it learns to predict"
            value={params.loss}
            options={[
              { value: 'answers', label: 'loss on the answers' },
              { value: 'all', label: 'loss on everything' },
            ]}
            onChange={(loss) => change({ loss })}
          />
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
      footer={
        <span>the small world’s model, taught on {int(params.dialogues)} dialogues; what you say here is forgotten when you leave</span>
      }
    >
      {busy ? (
        <>
          {curve.length > 1 ? (
            <Curves
              caption="loss, nats a character that counts"
              across="step"
              writeX={int}
              writeY={(y) => fixed(y, 1)}
              curves={[{ name: 'loss', points: curve.map(({ step, loss }) => ({ x: step, y: loss })) }]}
            />
          ) : null}
          <Status>
            {curve.length === 0
              ? 'the dialogues are written …'
              : `step ${int(curve.at(-1)!.step)} of ${int(params.steps)}${curve.at(-1)!.step === params.steps ? '; it is asked about stories that it never saw …' : ''}`}
          </Status>
        </>
      ) : (
        <>
          <Talk key={value ? 'own' : 'shipped'} asked={value ? value.result.files : 'shipped'} />
          {value ? <Grade report={value.result.report} /> : null}
        </>
      )}
    </Figure>
  )
})

function Grade({ report }: { report: ChatReport }) {
  const { known, unknown, outside, tooShy, baseline, graded } = report
  const rows: [string, ChatShare, ChatShare | null][] = [
    ['right, where the story says it', known, baseline.known],
    ['“I do not know.”, where it does not', unknown, baseline.unknown],
    ['“I do not know.”, to names that the world lacks', outside, null],
    ['“I do not know.”, though the story says it', tooShy, null],
  ]
  const wrong = graded.filter(({ answered, answer }) => answered !== answer).slice(0, 3)
  return (
    <>
      <table>
        <caption>Its grade on held-out stories, in the 8 bits that are published</caption>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col" className="n">
              yours
            </th>
            <th scope="col" className="n">
              commonest answer
            </th>
            <th scope="col" className="n">
              difference
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, own, without]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">
                {share(shareOf(own))} of {own.of}
              </td>
              <td className="n">{without ? share(shareOf(without)) : '–'}</td>
              <td className="n">{without ? signed(shareOf(own) - shareOf(without)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {wrong.length > 0 ? <p className="cap">Its first mistakes:</p> : null}
      <div className={css.wrong}>
        {wrong.map(({ story, question, answered, answer }) => (
          <div key={story + question}>
            <p className={css.said}>{story || '(no story)'}</p>
            <p className={css.said}>{question}</p>
            <p>
              {answered || '(nothing)'} <span className="cap">right: {answer}</span>
            </p>
          </div>
        ))}
      </div>
    </>
  )
}
