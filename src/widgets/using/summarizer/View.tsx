/** The story, its summary as the model writes it, the right one and the lead; marked by what is copied, or by what ROUGE counts. */
import { NamedTexts } from '../../../figures/NamedTexts.tsx'
import { useState } from 'react'
import { wordsOf } from '../../../core/data/pairs.ts'
import { textOf } from '../../../core/data/retold.ts'
import type { Rouge } from '../../../core/score/rouge.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, share } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Marked } from './Marked.tsx'
import css from './Summarizer.module.css'
import { STORIES, type Summary } from './summary.ts'
import widget, { MARKS } from './widget.ts'

const KINDS = { 'ROUGE-1': 'one', 'ROUGE-2': 'two', 'ROUGE-L': 'l' } as const

export default draw(widget, function Summarizer(figure) {
  const { params, change, busy } = figure
  const { story, own, marks } = params
  return (
    <Figure
      of={figure}
      name="Summary"
      title="a story in one sentence"
      busy="the model reads the story …"
      actions={<Button onClick={() => change({ own: '', story: (story + 1) % STORIES })}>Another story</Button>}
      controls={
        <Segmented
          label="What is marked"
          value={marks}
          options={MARKS.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ marks: value })}
        />
      }
      footer={<span>the model that comes with this lesson; no story here was in its training</span>}
    >
      {(value) => (
        <>
          <Told key={value.source} summary={value} marks={marks} busy={busy} />
          <Field
            label="A story of your own, in the world’s words"
            value={own === '' ? value.source : own}
            maxLength={500}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ own: target.value })}
          />
        </>
      )}
    </Figure>
  )
})

function Told({ summary, marks, busy }: { summary: Summary; marks: (typeof MARKS)[number]; busy: boolean }) {
  const { source, target, baseline, scores, spans } = summary
  const [held, setHeld] = useState(() => longestOf(spans))
  const kind = marks === 'copied' ? null : KINDS[marks]
  const rates = kind && scores ? { model: scores.model[kind], lead: scores.lead[kind] } : null
  return (
    <div aria-busy={busy}>
      <p className={css.story}>{rates ? source : <Source summary={summary} held={held} />}</p>
      <NamedTexts
        texts={[
          {
            name: 'the model writes',
            text: rates ? (
              <Marked text={summary.written} marked={rates.model.candidate} />
            ) : (
              <Spans spans={spans} held={held} onHold={setHeld} />
            ),
          },
          ...(scores
            ? [
                {
                  name: target === summary.written ? 'right, word for word' : 'right would be',
                  text: rates ? <Marked text={target} marked={rates.model.reference} /> : target,
                  small: true,
                },
              ]
            : []),
          {
            name: 'without a model: the first sentence',
            text: rates ? <Marked text={baseline} marked={rates.lead.candidate} /> : baseline,
            small: true,
          },
        ]}
      />
      <p className="cap" role="status">
        {rates ? (
          <Counted name={marks} {...rates} />
        ) : (
          <>
            <span className={css.copied}>Underlined</span> runs of words stand in the story; point at one to see where.{' '}
            <span className={css.own}>Dotted</span> words stand nowhere in it.
          </>
        )}
      </p>
      {scores ? <Scores scores={scores} /> : null}
    </div>
  )
}

/** What the model wrote, cut where it changes from one run of the story's words to the next. */
function Spans({ spans, held, onHold }: { spans: Summary['spans']; held: number; onHold: (span: number) => void }) {
  return spans.map(({ words, from }, i) => {
    const before = i === 0 || /^[.,]/.test(words[0]!) ? '' : ' '
    const hold = () => onHold(i)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a span's place is its identity
      <span key={i}>
        {before}
        {from === null ? (
          <span className={css.own}>{textOf(words)}</span>
        ) : (
          <button
            type="button"
            className={i === held ? `${css.span} ${css.copied} ${css.held}` : `${css.span} ${css.copied}`}
            onPointerEnter={hold}
            onFocus={hold}
            onClick={hold}
          >
            {textOf(words)}
          </button>
        )}
      </span>
    )
  })
}

/** The number of the longest run that stands in the story: it is spoken of first. */
const longestOf = (spans: Summary['spans']): number =>
  spans.reduce((best, { words, from }, i) => (from !== null && words.length > (spans[best]?.words.length ?? 0) ? i : best), -1)

function Source({ summary: { source, spans }, held }: { summary: Summary; held: number }) {
  const span = spans[held]
  const words = wordsOf(source)
  if (span?.from === null || span?.from === undefined) return source
  const [before, there, after] = [
    words.slice(0, span.from),
    words.slice(span.from, span.from + span.words.length),
    words.slice(span.from + span.words.length),
  ]
  const spaced = (text: string) => (/^[.,]/.test(text) ? text : ` ${text}`)
  return (
    <>
      {textOf(before)} <mark className={css.on}>{textOf(there)}</mark>
      {spaced(textOf(after))}
    </>
  )
}

function Counted({ name, model, lead }: { name: string; model: Rouge; lead: Rouge }) {
  return (
    <>
      {name}: {model.matches} counted. Precision {share(model.precision, 2)} of what the model wrote, recall {share(model.recall, 2)} of
      what is right, F {fixed(model.f, 3)}; of the first sentence {fixed(lead.f, 3)}.
    </>
  )
}

function Scores({ scores }: { scores: NonNullable<Summary['scores']> }) {
  return (
    <table>
      <caption className="vh">F of each ROUGE</caption>
      <thead>
        <tr>
          <td />
          {Object.keys(KINDS).map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(['model', 'lead'] as const).map((who) => (
          <tr key={who}>
            <th scope="row">{who === 'model' ? 'the model' : 'the first sentence'}</th>
            {Object.values(KINDS).map((kind) => (
              <td key={kind} className="n">
                {fixed(scores[who][kind].f, 3)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
