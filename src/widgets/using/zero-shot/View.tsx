/** The story, its possible ends as bars, and which of them is right. */
import { chosen, PROMPT_NAMES, PROMPTS } from '../../../experiments/zeroShot.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { ValueOf } from '../../frame/define.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'
import css from './ZeroShot.module.css'

const TASK_OPTIONS = [
  { value: 'endings', label: 'which ending fits' },
  { value: 'sentiment', label: 'good, bad or neither' },
] as const
const PROMPT_OPTIONS = PROMPT_NAMES.map((value) => ({ value, label: `“${PROMPTS[value].replace('{hero}', '…')}”` }))
const EXAMPLES = 200

export default draw(widget, function ZeroShot(figure) {
  const { params, change, value, busy } = figure
  const { task, example, prompt, story } = params
  return (
    <Figure
      of={figure}
      name="Zero-shot"
      title="answers by likelihood"
      busy="The model reads every answer …"
      actions={<Button onClick={() => change({ example: (example + 1) % EXAMPLES, story: undefined })}>Another</Button>}
      controls={
        <div className={css.controls}>
          <Segmented
            label="What is asked"
            value={task}
            options={TASK_OPTIONS}
            onChange={(next) => change({ task: next, story: undefined })}
          />
          {task === 'sentiment' ? (
            <Segmented
              label="The story is gone on with"
              value={prompt}
              options={PROMPT_OPTIONS}
              onChange={(next) => change({ prompt: next })}
            />
          ) : null}
        </div>
      }
      footer={
        <span>
          held-out story {int(example + 1)} of {int(EXAMPLES)}; nothing was learned for this
        </span>
      }
    >
      {(asked) => (
        <>
          <p className={css.context}>
            {asked.context} <span aria-hidden="true">…</span>
          </p>
          <Answers asked={asked} />
          <p className="cap" role="status">
            {busy || value === null ? '' : verdict(asked)}
          </p>
          {task === 'sentiment' ? <Ways asked={asked} /> : null}
          <Field
            label="Change the story, and see whether the answer follows"
            value={story ?? asked.told}
            maxLength={600}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ story: event.target.value })}
          />
        </>
      )}
    </Figure>
  )
})

type Value = ValueOf<typeof widget>

function verdict(asked: Value): string {
  const answer = chosen(asked)
  const said = `The model finds “${asked.answers[answer]}” likeliest, with ${share(asked.shares[answer]!)} of what the answers have together`
  return asked.right === null
    ? `${said}.`
    : `${said}: ${asked.right === answer ? 'right' : `wrong, “${asked.answers[asked.right]}” is right`}.`
}

function Answers({ asked }: { asked: Value }) {
  const scoreOf = (answer: number) => {
    const own = asked.ways.flatMap((way, i) => (way.answer === answer ? [asked.scores[i]!] : []))
    const most = Math.max(...own)
    return most + Math.log(own.reduce((sum, score) => sum + Math.exp(score - most), 0))
  }
  return (
    <LitBox name="probability/answers">
      <table className={css.answers}>
        <caption className="vh">Each answer, how likely it is after the story, and its share</caption>
        <thead>
          <tr>
            <th scope="col">answer</th>
            <th scope="col" className="n">
              log probability
            </th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {asked.answers.map((answer, i) => (
            <tr key={answer} data-right={asked.right === i || undefined}>
              <th scope="row">
                {answer}
                {asked.right === i ? <span className={css.right}> right</span> : null}
              </th>
              <td className="n">{fixed(scoreOf(i), 1)}</td>
              <td>
                <span className={css.bar}>
                  <i style={{ inlineSize: `${100 * asked.shares[i]!}%` }} />
                </span>
                <span className="n">{share(asked.shares[i]!)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}

/** The words that stand for an answer, likeliest first. */
function Ways({ asked }: { asked: Value }) {
  const rows = asked.ways.map((way, i) => ({ ...way, score: asked.scores[i]! })).sort((a, b) => b.score - a.score)
  return (
    <Disclosure label="Word by word" aside={`${int(rows.length)} words`}>
      <table>
        <caption className="vh">Each word, what it stands for, and how likely it is here</caption>
        <thead>
          <tr>
            <th scope="col">word</th>
            <th scope="col">stands for</th>
            <th scope="col" className="n">
              log probability
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ text, answer, score }) => (
            <tr key={text}>
              <th scope="row">{text}</th>
              <td>{asked.answers[answer]}</td>
              <td className="n">{fixed(score, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  )
}
