/** The score of every head, and the surprise at both halves, letter by letter. */
import { Curves } from '../../../figures/Curves.tsx'
import { HeadScores } from '../../../figures/HeadScores.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { readingsOf, type Repeated } from './repeated.ts'
import widget from './widget.ts'

export default draw(widget, function InductionHeads(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Induction"
      title="random letters, said twice"
      busy="reading the letters …"
      waiting="The heads are scored as soon as a model is open."
      actions={<Button onClick={() => change({ seed: (params.seed % 999) + 1 })}>Other letters</Button>}
    >
      {(value) => <Result value={value} />}
    </Figure>
  )
})

function Result({ value }: { value: Repeated }) {
  const { half, text, scores, first, second, even } = value
  const { matching, layer, head, bitsFirst, bitsSecond } = readingsOf(value)
  const points = (bits: readonly number[]) => bits.map((y, i) => ({ x: i + 2, y }))
  return (
    <>
      <p>
        <code>{text.slice(0, half)}</code> <code>{text.slice(half)}</code>
      </p>
      <HeadScores caption={`share on the letter after the last occurrence; even shares would score ${share(even, 2)}`} scores={scores} />
      <Curves
        caption="surprise at each letter, bits"
        across="letter of its half"
        dots
        writeX={int}
        writeY={(y) => fixed(y, 1)}
        curves={[
          { name: 'first time', points: points(first), colour: 'ink-3', dashed: true },
          { name: 'second time', points: points(second), colour: 'token' },
        ]}
      />
      <p className="cap" role="status">
        Head {layer}.{head} scores most, {share(matching, 2)}. A letter costs {fixed(bitsFirst, 2)} bits the first time and{' '}
        {fixed(bitsSecond, 2)} the second.
      </p>
    </>
  )
}
