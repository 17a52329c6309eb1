/** Why a word has its tag: its own counts, the tags that followed the one before, and the best row through each tag against the best of all. */
import { type MarkovTagger, START, type Step } from '../../../language/markovTagger.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { int, share } from '../../../ui/format.ts'
import css from './TagLattice.module.css'

const SHOWN = 4

export function WordCounts({ tagger, steps, at }: { tagger: MarkovTagger; steps: readonly Step[]; at: number }) {
  const step = steps[at]!
  const before = at === 0 ? START : tagger.tags[steps[at - 1]!.best]!
  const following = tagger.following(before)
  const most = Math.max(...step.whole)
  const whole = step.whole.map((score) => Math.exp(score - most))
  const order = [...whole.keys()].sort((a, b) => whole[b]! - whole[a]!)
  const rows = [...new Set([step.best, step.favourite, ...order])].slice(0, SHOWN)
  return (
    <LitBox name="probability/counts">
      <table className={css.counts}>
        <caption>
          <b>{step.text}</b>, after {before === START ? 'the beginning' : before}
          {step.seen.length === 0 ? '; never counted, so its ending and its capital decide' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">tag</th>
            {['counted', 'by the word', `after ${before === START ? 'nothing' : before}`, 'best whole row'].map((head) => (
              <th key={head} scope="col" className="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((t) => (
            <tr key={t} data-best={t === step.best || undefined}>
              <th scope="row">{tagger.tags[t]}</th>
              <td className="n">{int(step.seen.find(({ tag }) => tag === tagger.tags[t])?.count ?? 0)}</td>
              <td className="n">{share(step.shares[t]!)}</td>
              <td className="n">{share(following[t]!)}</td>
              <td className="n">{t === step.best ? '1' : share(whole[t]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}
