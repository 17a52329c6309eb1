/** The story twice, a line for each sentence, tinted where it surprised the model. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type BothOrders, type ReadSentence, readingsOf } from './order.ts'
import css from './StoryOrder.module.css'
import widget from './widget.ts'

/** Bits that take the fullest tint: a guess among 64. */
const FULL = 6
const DEEPEST = 60

export default draw(widget, function StoryOrder(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Order"
      title="a story as written, and shuffled"
      busy="The model reads the story twice …"
      actions={<Button onClick={() => change({ seed: (params.seed % 99) + 1 })}>Shuffle again</Button>}
      controls={
        <Field
          label="Story"
          value={params.text}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ text: event.target.value })}
        />
      }
    >
      {(read) => <Both read={read} />}
    </Figure>
  )
})

function Both({ read }: { read: BothOrders }) {
  const { inOrder = Number.NaN, shuffled = Number.NaN, times = Number.NaN } = readingsOf(read)
  return (
    <>
      <Readings>
        <BigNumber label="as written" value={fixed(inOrder)} unit="bits a character" />
        <BigNumber label="shuffled" value={fixed(shuffled)} unit="bits a character" context={`${fixed(times, 1)} times as much`} />
      </Readings>
      <Sentences caption="as it was written" read={read.inOrder} most={mostOf(read)} />
      <Sentences caption="the same sentences, shuffled" read={read.shuffled} most={mostOf(read)} />
    </>
  )
}

const mostOf = ({ inOrder, shuffled }: BothOrders): number => Math.max(1, ...[...inOrder, ...shuffled].map(({ sum }) => sum))

function Sentences({ caption, read, most }: { caption: string; read: readonly ReadSentence[]; most: number }) {
  return (
    <LitBox name="probability">
      <table className={css.story}>
        <caption>{caption}</caption>
        <colgroup>
          <col className={css.place} />
          <col />
          <col className={css.share} />
          <col className={css.bits} />
        </colgroup>
        <thead className="vh">
          <tr>
            <th scope="col">place as written</th>
            <th scope="col">sentence</th>
            <th scope="col">bar</th>
            <th scope="col">bits</th>
          </tr>
        </thead>
        <tbody>
          {read.map(({ written, tokens, bits, sum }) => (
            <tr key={written}>
              <th scope="row">{written + 1}</th>
              <td className={css.sentence}>
                {tokens.map((token, t) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
                    key={t}
                    style={{
                      background: `color-mix(in oklab, var(--probability) ${(DEEPEST * Math.min(1, bits[t]! / FULL)).toFixed(0)}%, transparent)`,
                    }}
                  >
                    {token}
                  </span>
                ))}
              </td>
              <td className={css.bar}>
                <i style={{ width: `${(100 * sum) / most}%` }} />
              </td>
              <td className="n">{fixed(sum, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}
