/** The tokens that may be read: each one's product with the query, its score, and its share. A pressed token shows its key and value. */
import type { ReactNode } from 'react'
import { fixed, visible } from '../../../ui/format.ts'
import { conceptStyle, useHighlight } from '../../../ui/highlight.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import css from './AttentionSteps.module.css'
import { RowGradient } from './RowGradient.tsx'
import type { Steps } from './steps.ts'

export interface KeysProps {
  steps: Steps
  /** the token whose key and value are on show */
  open: number
  onOpen: (token: number) => void
}

export function Keys({ steps, open, onOpen }: KeysProps) {
  const { tokens, token, rows, head, headIndex, layer, nHead, scale, text } = steps
  const { dots, scores, shares } = rows[token]!
  const [key, probability] = [useHighlight('key'), useHighlight('probability')]
  const T = tokens.length
  const caption = `what ${visible(tokens[token]!)} may read`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.keys} tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}; press a number for its equation</caption>
        <thead>
          <tr>
            <th scope="col" style={conceptStyle('key')} className={css.concept} data-lit={key.on} {...key.handlers}>
              key of
            </th>
            <th scope="col" className="n">
              q·k
            </th>
            <th scope="col" className="n">
              {scale === 1 ? 'score' : '÷ √d'}
            </th>
            <th
              scope="col"
              className={`n ${css.concept}`}
              style={conceptStyle('probability')}
              data-lit={probability.on}
              {...probability.handlers}
            >
              share
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shares.map((p, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
            <tr key={j}>
              <th scope="row" style={conceptStyle('key')} className={css.concept} data-lit={key.on}>
                <button
                  type="button"
                  className={css.token}
                  aria-pressed={j === open}
                  aria-label={`key and value of token ${j}, ${visible(tokens[j]!)}`}
                  onClick={() => onOpen(j)}
                >
                  <span className={css.place}>{j}</span> {visible(tokens[j]!)}
                </button>
              </th>
              <td className="n">
                <Step name={`q·k of place ${j}`} value={dots[j]!}>
                  {productsOf(head.q[token]!, head.k[j]!)} = {fixed(dots[j]!, 3)}
                </Step>
              </td>
              <td className="n">
                <Step name={`score of place ${j}`} value={scores[j]!}>
                  {scale === 1
                    ? `this model does not divide: ${fixed(scores[j]!, 3)}`
                    : `${fixed(dots[j]!, 3)} / √${head.d} = ${fixed(scores[j]!, 3)}`}
                  <br />
                  <RowGradient steps={steps} of="scores" column={j} />
                </Step>
              </td>
              <td className={`n ${css.concept}`} style={conceptStyle('probability')} data-lit={probability.on}>
                <TensorNumber
                  tensor={`h.${layer}.attn.probs`}
                  shape={[1, nHead, T, T]}
                  at={[0, headIndex, token, j]}
                  value={p}
                  text={text}
                  equation={
                    <>
                      {shareEquation(scores, j, p)}
                      <br />
                      <RowGradient steps={steps} of="shares" column={j} />
                    </>
                  }
                />
              </td>
              <td className={css.bar} aria-hidden="true">
                <span style={{ inlineSize: `${100 * p}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A number between two tensors: attention computes it on the way and keeps it nowhere. */
function Step({ name, value, children }: { name: string; value: number; children: ReactNode }) {
  return (
    <Popover
      className={css.step}
      label={`${fixed(value)}: ${name}. Explain`}
      title={name}
      content={<p className={css.equation}>{children}</p>}
    >
      {fixed(value)}
    </Popover>
  )
}

/** The largest score is taken away from all: no share changes, and the powers stay in sight. */
function shareEquation(scores: readonly number[], j: number, p: number): string {
  const max = Math.max(...scores)
  const sum = scores.reduce((total, score) => total + Math.exp(score - max), 0)
  return `e^(${fixed(scores[j]!, 3)} − ${max < 0 ? `(${fixed(max, 3)})` : fixed(max, 3)}) / ${fixed(sum, 3)} = ${fixed(Math.exp(scores[j]! - max), 3)} / ${fixed(sum, 3)} = ${fixed(p, 3)}`
}

const productsOf = (q: readonly number[], k: readonly number[]): string => q.map((x, i) => `${fixed(x)}·${fixed(k[i]!)}`).join(' + ')
