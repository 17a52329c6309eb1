/** A text tinted by its loss, the three ways to write the mean, and the pull at the logits of the token under the pointer. */
import { TintedText } from '../../../figures/TintedText.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { AtToken } from './AtToken.tsx'
import { MeanLoss } from './MeanLoss.tsx'
import { PullMap } from './PullMap.tsx'
import type { TextLoss } from './textLoss.ts'
import widget from './widget.ts'

export default draw(widget, function TextLossFigure(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Loss"
      title="token by token"
      busy="The model reads the text …"
      waiting="The text stands here as soon as a model is open and there are two tokens to read."
      controls={
        <Field
          label="Text; each token but the first is predicted from those before it"
          value={params.text}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ text: event.target.value })}
        />
      }
    >
      {(read) => (
        <>
          <MeanLoss read={read} />
          <Tinted read={read} />
        </>
      )}
    </Figure>
  )
})

function Tinted({ read }: { read: TextLoss }) {
  const { tokens, losses, uniform } = read
  const caption = `surprise at each token, from 0 (bare) to an even guess’s ${fixed(uniform)} nats or more (full)`
  const worst = losses.indexOf(Math.max(...losses)) + 1
  return (
    <Twin
      caption={caption}
      table={() => <LossRows read={read} caption={caption} />}
      figure={
        <LitBox name="probability">
          <TintedText
            key={tokens.join('')}
            large
            label={caption}
            tokens={tokens}
            tints={tokens.map((_, i) => (i === 0 ? 0 : losses[i - 1]! / uniform))}
            colour="probability"
            first={worst}
            said={(i) => (i === 0 ? 'nothing foretells it' : `${fixed(losses[i - 1]!)} nats`)}
          >
            {(i) => (
              <>
                <AtToken read={read} token={i} />
                <PullMap read={read} token={i} />
              </>
            )}
          </TintedText>
        </LitBox>
      }
    />
  )
}

function LossRows({ read: { tokens, losses }, caption }: { read: TextLoss; caption: string }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">token</th>
          <th scope="col" className="n">
            probability
          </th>
          <th scope="col" className="n">
            nats
          </th>
        </tr>
      </thead>
      <tbody>
        {Array.from(losses, (loss, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
          <tr key={t}>
            <th scope="row">{visible(tokens[t + 1]!)}</th>
            <td className="n">{fixed(Math.exp(-loss), 3)}</td>
            <td className="n">{fixed(loss, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
