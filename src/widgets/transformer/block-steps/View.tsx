/** A column of steps, each with its numbers as a strip; a pressed step shows them, and a pressed number its equation. */
import { useState } from 'react'
import { VectorBars } from '../../../figures/VectorBars.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './BlockSteps.module.css'
import { Explained } from './Explained.tsx'
import { type Assembled, MOST_TOKENS, readingsOf, rowOf, type StepKey, STEPS } from './steps.ts'
import widget from './widget.ts'

/** The concept whose colour a step has. */
const CONCEPTS: Partial<Record<StepKey, string>> = { qkv: 'query', heads: 'value', attention: 'value' }
const conceptOf = (key: StepKey): string => CONCEPTS[key] ?? 'residual'

export default draw(widget, function BlockSteps(figure) {
  const { params, change, value, model } = figure
  return (
    <Figure
      of={figure}
      name="Block"
      title={`h.${params.layer}, every number`}
      busy="putting the block together …"
      waiting="The block is shown as soon as a model is open and there is text."
      controls={
        <>
          <Field
            label="Text"
            value={params.text}
            maxLength={60}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ text: target.value })}
          />
          <div className={css.knobs}>
            <Stepper
              label="block"
              value={params.layer}
              min={0}
              max={(model?.config.nLayer ?? 1) - 1}
              onChange={(layer) => change({ layer })}
            />
            <Stepper
              label="token"
              value={value?.place ?? 0}
              min={0}
              max={(value?.tokens.length ?? MOST_TOKENS) - 1}
              onChange={(place) => change({ place })}
            />
          </div>
        </>
      }
    >
      {(block) => <Result block={block} />}
    </Figure>
  )
})

function Result({ block }: { block: Assembled }) {
  const [open, setOpen] = useState<StepKey>('norm2')
  const row = rowOf(block, open)
  const { words } = STEPS.find(({ key }) => key === open)!
  return (
    <>
      <ol className={css.steps}>
        {STEPS.map(({ key, words: what }) => {
          const numbers = rowOf(block, key)
          const top = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9)
          return (
            <li key={key}>
              <button type="button" aria-pressed={key === open} onClick={() => setOpen(key)}>
                <span>{what}</span>
                <span className={css.strip} aria-hidden="true" style={{ color: `var(--${conceptOf(key)})` }}>
                  {Array.from(numbers.slice(0, 64), (x, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a number's place is its identity
                    <i key={i} style={{ opacity: Math.abs(x) / top }} />
                  ))}
                </span>
                <span className="n">{int(numbers.length)}</span>
              </button>
            </li>
          )
        })}
      </ol>
      <LitBox name={conceptOf(open)}>
        <VectorBars
          caption={`${words}; token ${block.place}, ${visible(block.tokens[block.place]!)}`}
          rows={[{ name: words, values: row, colour: conceptOf(open) }]}
        />
        <ol className={css.numbers} aria-label={words}>
          {Array.from(row, (x, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a number's place is its identity
            <li key={column}>
              <DerivedNumber name={`${words}, number ${column}`} shown={fixed(x, 2)} formula={words}>
                <Explained block={block} step={open} column={column} />
              </DerivedNumber>
            </li>
          ))}
        </ol>
      </LitBox>
      <p className="cap" role="status">
        Attention adds a vector of length {fixed(readingsOf(block).attentionLength, 2)}, the feed-forward layer one of{' '}
        {fixed(readingsOf(block).feedForwardLength, 2)}. This step is at most {block.apart[open].toExponential(0)} from the model’s own
        numbers.
      </p>
    </>
  )
}
