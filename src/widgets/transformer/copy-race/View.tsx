/** Parts to build a transformer from, one button, and how well it and an RNN of its size copy. */
import { Curves } from '../../../figures/Curves.tsx'
import { HeadScores } from '../../../figures/HeadScores.tsx'
import { NOT_YET, OutcomeTable, TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { int, share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './CopyRace.module.css'
import { Line } from './Line.tsx'
import { askedLine, type Build, NORMS, type Outcome, POSITIONS, type Progress, rightAt } from './race.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'layers', label: 'layers', min: 1, max: 4, step: 1 },
  { key: 'heads', label: 'heads', min: 1, max: 8, step: 1 },
  { key: 'width', label: 'width', min: 8, max: 128, step: 8 },
  { key: 'letters', label: 'letters in a word', min: 3, max: 16, step: 1 },
  { key: 'steps', label: 'steps', min: 200, max: 4000, step: 200 },
  { key: 'seed', label: 'seed', min: 1, max: 9, step: 1 },
] as const

const NAMES = ['the transformer', 'the RNN'] as const

const NORM_NAMES: Readonly<Record<Build['norm'], string>> = { after: 'LayerNorm after', before: 'LayerNorm before', none: 'no LayerNorm' }

export default draw(widget, function CopyRace(figure) {
  const { params, change, value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Copying"
      title="a word is said; say it again"
      start="Train both"
      footer={<span>both learn from the same lines; both are asked for 16 words that neither has seen</span>}
    >
      <LitBox name="probability/bow">
        <Line text={askedLine(0, params.letters).text} letters={params.letters} />
      </LitBox>
      <div className={css.controls}>
        <Knobs of={figure} knobs={KNOBS} />
        <Segmented
          label="Positions"
          value={params.positions}
          options={POSITIONS.map((each) => ({ value: each, label: each === 'none' ? 'no positions' : each }))}
          onChange={(positions) => change({ positions })}
        />
        <Segmented
          label="Norm"
          value={params.norm}
          options={NORMS.map((each) => ({ value: each, label: NORM_NAMES[each] }))}
          onChange={(norm) => change({ norm })}
        />
        <Segmented
          label="Mask"
          value={params.mask}
          options={[
            { value: 'causal', label: 'causal mask' },
            { value: 'none', label: 'no mask' },
          ]}
          onChange={(mask) => change({ mask })}
        />
      </div>
      {value && !busy ? <After {...value} /> : null}
      {so ? <TwoLosses names={NAMES} first={so.transformer} second={so.rnn} steps={params.steps} /> : null}
      <Status>{statusOf(so, busy, value !== null)}</Status>
      {value && !busy ? (
        <HeadScores caption="the transformer’s heads: share on the letter that is to be written" scores={value.transformer.matching!} />
      ) : null}
    </Figure>
  )
})

function statusOf(so: Progress | null, running: boolean, done: boolean): string {
  if (!running) return done ? '' : NOT_YET
  if (!so) return 'starting …'
  const now = so.rnn ?? so.transformer
  return `step ${int(now.curve.at(-1)?.step ?? 0)} of ${so.rnn ? NAMES[1] : NAMES[0]}; it is asked at the end`
}

const SHOWN = 6

function After({ transformer, rnn }: Outcome) {
  const runs = [transformer, rnn]
  return (
    <>
      <OutcomeTable
        caption="letters of the second word, all but its first, that are written right"
        columns={['parameters', 'right']}
        rows={runs.map(({ parameters, right }, i) => ({ name: NAMES[i]!, values: [int(parameters), share(right!, 3)] }))}
      />
      <Curves
        caption="share of letters that are written right, by their place in the word"
        across="letter of the second word"
        writeX={(x) => int(x)}
        writeY={(y) => share(y, 2)}
        dots
        curves={runs.map(({ lines }, i) => ({
          name: NAMES[i]!,
          points: rightAt(lines).map((y, at) => ({ x: at + 2, y })),
          dashed: i > 0,
        }))}
      />
      <div className={css.lines}>
        <span>asked for</span>
        <span>{NAMES[0]}</span>
        <span>{NAMES[1]}</span>
        {transformer.lines
          .slice(0, SHOWN)
          .map((line, i) => [
            <span key={line.word}>{line.word}</span>,
            ...[line, rnn.lines[i]!].map((each, which) => <Written key={`${line.word} ${NAMES[which]}`} {...each} />),
          ])}
      </div>
    </>
  )
}

/** What was written; what is wrong is crossed out. */
function Written({ word, written }: { word: string; written: string }) {
  return (
    <span>
      {[...written].map((letter, place) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a letter's place is its identity
        letter === word[place] ? letter : <s key={place}>{letter === '\n' ? '↵' : letter === ' ' ? '␣' : letter}</s>,
      )}
    </span>
  )
}
