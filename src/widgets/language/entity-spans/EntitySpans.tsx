/** A sentence whose names the learner marks, word by word; beside it what compromise finds, and the score by exact spans. */
import { useEffect, useState } from 'react'
import { Group } from '../../../ui/Group.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { LABELS, type Label } from '../../../language/names.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { readQuantities } from '../../../language/wink.ts'
import css from './EntitySpans.module.css'
import { findSpans, readingsOf } from './measure.ts'
import type { EntitySpansParams } from './meta.ts'
import { Overall } from './Overall.tsx'
import { ScoreTable } from './ScoreTable.tsx'
import { MARKED } from './sentences.ts'
import { bioOf, marksOf, parseMarks, press, sentenceOf, type Span, tokenize } from './spans.ts'

const OPTIONS = LABELS.map((value) => ({ value, label: value }))

export default function EntitySpans({
  sentence: firstSentence,
  text: firstText,
  marks = '',
  onParams,
  onReadings,
}: WidgetProps<EntitySpansParams>) {
  const [sentence, setSentence] = useState(firstText !== undefined && firstSentence === undefined ? null : (firstSentence ?? 1))
  const [own, setOwn] = useState(firstText ?? 'Yesterday Mary moved from Sydney to Florence.')
  const [spans, setSpans] = useState<Span[]>(() => parseMarks(marks))
  const [label, setLabel] = useState<Label>('person')
  const course = sentence === null ? null : sentenceOf(sentence)
  const text = course?.text ?? own
  const tokens = tokenize(text)
  const found = useComputed(async () => ({ text, spans: await findSpans(text), quantities: await readQuantities(text) }), [text])
  // What is found belongs to the text that it was found in.
  const result = found.value?.text === text ? found.value : null

  useEffect(() => {
    if (result) onReadings?.(readingsOf(spans, result.spans, sentence === null ? null : sentenceOf(sentence).spans))
  }, [result, spans, sentence, onReadings])

  const mark = (next: Span[]): void => {
    setSpans(next)
    onParams?.({ marks: marksOf(next) })
  }
  const go = (next: number | null): void => {
    setSentence(next)
    setSpans([])
    onParams?.(next === null ? { sentence: undefined, text: own, marks: '' } : { sentence: next, marks: '' })
  }
  return (
    <Instrument
      name="Names"
      title="marked by you, found by rules"
      actions={
        <Button look="text" onClick={() => go(course ? null : 1)}>
          {course ? 'A sentence of my own' : 'The course’s sentences'}
        </Button>
      }
      footer={<span>names by compromise, dates and numbers by wink-nlp, both in this page</span>}
    >
      {sentence === null ? (
        <OwnText
          label="Your sentence"
          value={own}
          rows={2}
          most={400}
          onChange={(next) => {
            setOwn(next)
            mark([])
            if (next.trim() !== '') onParams?.({ text: next })
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
        Press the words of a name one after the other. Press a word again to begin a new name there (B), and once more to unmark it.
      </p>
      <Computing of={found} where="Names" busy="Loading two libraries, about 1.2 MB …" />
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
    </Instrument>
  )
}

/** Each word is a button; below it your tag and the one that was found. */
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
    <Group className={css.words} tabIndex={0} aria-label="Words, your marks, and what was found">
      <table>
        <tbody>
          <tr>
            <th scope="row">words</th>
            {tokens.map((token, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the sentence
              <td key={i}>
                <button
                  type="button"
                  className={css.word}
                  data-tag={yours[i]![0]}
                  aria-pressed={yours[i] !== 'O'}
                  aria-label={`${token}: ${yours[i]}`}
                  onClick={() => onPress(i)}
                >
                  {token}
                </button>
              </td>
            ))}
          </tr>
          <Tags name="you" tags={yours} />
          {found ? <Tags name="rules" tags={found} against={yours} /> : null}
        </tbody>
      </table>
    </Group>
  )
}

function Tags({ name, tags, against }: { name: string; tags: readonly string[]; against?: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {tags.map((tag, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tag belongs to its place
        <td key={i} className={css.tag} data-differs={against ? against[i] !== tag : undefined}>
          {tag === 'O' ? 'O' : `${tag[0]}-${SHORT[tag.slice(2) as Label]}`}
        </td>
      ))}
    </tr>
  )
}

const SHORT: Readonly<Record<Label, string>> = { person: 'PER', place: 'LOC', organization: 'ORG' }
