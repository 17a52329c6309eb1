/** Every span by its fate, and the three shares with their arithmetic. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { share } from '../../../ui/format.ts'
import css from './EntitySpans.module.css'
import { counts, match, scoresOf, type Span, type Token } from './spans.ts'

export function ScoreTable({ truth, found, tokens }: { truth: readonly Span[]; found: readonly Span[]; tokens: readonly Token[] }) {
  const matched = match(truth, found)
  const { right, wrong, missed } = counts(matched)
  const { precision, recall, f1 } = scoresOf({ right, wrong, missed })
  const say = (spans: readonly Span[]) => spans.map(({ label, from, to }) => `${wordsOf(tokens, from, to)} (${label})`).join(', ') || 'none'
  return (
    <>
      <dl className={css.fates}>
        <dt>found rightly: {right}</dt>
        <dd>{say(matched.right)}</dd>
        <dt>found wrongly: {wrong}</dt>
        <dd>{say(matched.wrong)}</dd>
        <dt>missed: {missed}</dt>
        <dd>{say(matched.missed)}</dd>
      </dl>
      <Readings>
        <BigNumber label="precision" value={share(precision)} context={`${right} ÷ (${right} + ${wrong})`} />
        <BigNumber label="recall" value={share(recall)} context={`${right} ÷ (${right} + ${missed})`} />
        <BigNumber label="F1" value={share(f1)} context={`2 · ${right} ÷ (2 · ${right} + ${wrong} + ${missed})`} />
      </Readings>
    </>
  )
}

const wordsOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
