/** A sentence whose names the learner marks, word by word; beside it what compromise finds, and the score by exact spans. */
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { LABELS, type Label } from '../../../language/names.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import css from './EntitySpans.module.css'
import { Overall } from './Overall.tsx'
import { ScoreTable } from './ScoreTable.tsx'
import { MARKED } from './sentences.ts'
import { bioOf, marksOf, parseMarks, press, sentenceOf, type Span, tokenize } from './spans.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const OPTIONS = LABELS.map((value) => ({ value, label: value }))

export default draw(widget, function EntitySpans(figure) {
  const { params, change, value } = figure
  const sentence = params.text !== undefined && params.sentence === undefined ? null : (params.sentence ?? 1)
  const [own, setOwn] = useState(params.text ?? 'Yesterday Mary moved from Sydney to Florence.')
  const spans = parseMarks(params.marks)
  const [label, setLabel] = useState<Label>('person')
  const course = sentence === null ? null : sentenceOf(sentence)
  const text = course?.text ?? params.text ?? own
  const tokens = tokenize(text)
  // What is found belongs to the text that it was found in.
  const result = value?.text === text ? value : null

  const mark = (next: readonly Span[]): void => change({ marks: marksOf(next) })
  const go = (next: number | null): void =>
    change(next === null ? { sentence: undefined, text: own, marks: '' } : { sentence: next, marks: '' })
  return (
    <Figure
      of={figure}
      busy="Loading two libraries, about 1.2 MB …"
      controls={
        <>
          {sentence === null ? (
            <OwnText
              label="Your sentence"
              value={params.text ?? own}
              rows={2}
              most={400}
              onChange={(next) => {
                setOwn(next)
                change({ text: next, marks: '' })
              }}
            />
          ) : (
            <Stepper label={`sentence, of ${MARKED.length}`} value={sentence} min={1} max={MARKED.length} onChange={go} />
          )}
          <div className={css.labels}>
            <span className="cap">mark as</span>
            <Segmented label="mark as" value={label} options={OPTIONS} onChange={setLabel} />
            <Button look="text" onClick={() => mark([])} disabled={spans.length === 0}>
              Clear
            </Button>
            {course ? (
              <Button look="text" onClick={() => mark(course.spans)}>
                Show the course’s marks
              </Button>
            ) : null}
          </div>
          <Words
            tokens={tokens.map((token) => token.text)}
            yours={bioOf(spans, tokens.length)}
            found={result ? bioOf(result.spans, tokens.length) : null}
            onPress={(i) => mark(press(spans, tokens.length, i, label))}
          />
          <p className="cap">
            Under each word your tag, and below it the one of the rules. Press the words of a name one after the other. Press a word again
            to begin a new name there (B), and once more to unmark it.
          </p>
        </>
      }
      name="Names"
      title="marked by you, found by rules"
      actions={
        <Button look="text" onClick={() => go(course ? null : 1)}>
          {course ? 'A sentence of my own' : 'The course’s sentences'}
        </Button>
      }
      footer={<span>names by compromise, dates and numbers by wink-nlp, both in this page</span>}
    >
      {result ? (
        <>
          {result.quantities.length > 0 ? (
            <p className="cap">
              wink-nlp also finds {result.quantities.map((each) => `${each.text} (${each.type})`).join(', ')}. These are not scored.
            </p>
          ) : null}
          <ScoreTable truth={spans} found={result.spans} tokens={tokens} />
        </>
      ) : null}
      <Overall />
    </Figure>
  )
})

/** Each word is a button; below it your tag and the one that was found. Words go on in the next line where the room ends. */
function Words({
  tokens,
  yours,
  found,
  onPress,
}: {
  tokens: readonly string[]
  yours: readonly string[]
  found: readonly string[] | null
  onPress: (i: number) => void
}) {
  return (
    <ul className={css.words} aria-label="Words, your marks, and what was found">
      {tokens.map((token, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the sentence
        <li key={i}>
          <button
            type="button"
            className={css.word}
            data-tag={yours[i]![0]}
            data-kind={yours[i]!.slice(2)}
            aria-pressed={yours[i] !== 'O'}
            aria-label={`${token}: ${yours[i]}`}
            onClick={() => onPress(i)}
          >
            {token}
          </button>
          <span className={css.tag}>
            <span className="vh">you </span>
            {shortOf(yours[i]!)}
          </span>
          {found ? (
            <span className={css.tag} data-found={found[i]![0]} data-differs={found[i] !== yours[i]}>
              <span className="vh">rules </span>
              {shortOf(found[i]!)}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const shortOf = (tag: string): string => (tag === 'O' ? 'O' : `${tag[0]}-${SHORT[tag.slice(2) as Label]}`)

const SHORT: Readonly<Record<Label, string>> = { person: 'PER', place: 'LOC', organization: 'ORG' }
