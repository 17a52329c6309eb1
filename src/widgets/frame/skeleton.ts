/** What `npm run new:widget` writes: a whole small figure of the open model, which reads a text and says how surprised the model is at it. */

/** The files of a new widget's folder, by name. @param id kebab-case, such as "token-surprise" */
export function skeleton(id: string): Record<string, string> {
  const name = id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())
  return { 'widget.ts': declaration(id), 'View.tsx': view(name), [`${name}.test.tsx`]: test(name), 'README.md': readme(id) }
}

const declaration = (id: string): string => `/** How surprised the open model is at a text. */
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

export default defineWidget({
  id: '${id}',
  title: 'Surprise at a text',
  teaches: 'A text that the model knows the kind of surprises it less than one that it does not.',
  params: { text: text(2, 120) },
  defaults: { text: 'the people of the united states' },
  needs: 'model',
  readings: { loss: 'mean cross-entropy over the tokens but the first, nats', tokens: 'tokens that were predicted' },
  compute: async ({ text }, { core, handle }) => {
    const { loss, targets } = await core.probe(handle, text, ['losses'])
    return { loss: loss ?? Number.NaN, tokens: targets?.length ?? 0 }
  },
  readingsOf: ({ loss, tokens }) => ({ loss, tokens }),
})
`

const view = (name: string): string => `/** A text box, and the model's mean surprise at what stands in it. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function ${name}(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Surprise"
      title="at a text of yours"
      busy="reading …"
      waiting="The number stands here as soon as a model is open and there is text to read."
      controls={<Field label="Text" value={params.text} maxLength={120} onChange={(event) => change({ text: event.target.value })} />}
    >
      {({ loss, tokens }) => (
        <Readings>
          <BigNumber label="mean surprise" value={fixed(loss, 3)} unit="nats a token" />
          <BigNumber label="predicted" value={int(tokens)} unit="tokens" />
        </Readings>
      )}
    </Figure>
  )
})
`

const test = (name: string): string => `/** It says what the core measured, and asks again for another text. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import ${name} from './View.tsx'

afterEach(cleanup)

test('the loss of the text stands there, and follows it', async () => {
  prepare({ current: model })
  const probe = vi.fn<CoreApi['probe']>(async (_, text) => {
    const tokens = [...text].slice(1)
    return { tokens, targets: tokens, loss: text.length / 2, tensors: [] }
  })
  answer({ probe })
  render(<${name} text="whale" />)
  expect(await screen.findByText('2.500')).toBeTruthy()
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'whales' } })
  expect(await screen.findByText('3.000')).toBeTruthy()
  expect(probe.mock.lastCall?.[1]).toBe('whales')
})
`

const readme = (id: string): string => `# ${id}

A text goes in, the open model's mean cross-entropy over its tokens comes out. \`widget.ts\` declares and computes, \`View.tsx\` draws.
`
