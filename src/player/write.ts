/** A language model as a writer: a beginning, a temperature, and the text as it is written. */
import type { Model } from '../core/checkpoint/model.ts'
import { flatten } from '../core/checkpoint/tensors.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { unknownCharacters, unknownSentence } from '../core/tokenizer/unknown.ts'
import { element, labelled, status } from './dom.ts'
import { breathe } from './runtime.ts'

export async function writer(runtime: Runtime, { config, tokenizer, weights }: Model, examples: readonly (readonly string[])[]) {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', flatten(layout, weights))
  const decoder = await Decoder.create(store, config, layout, tokenizer)

  const prompt = labelled('Beginning', element('textarea', { rows: 3, value: examples[0]?.[0] ?? '' }))
  const warmth = labelled('Temperature', element('input', { type: 'number', min: '0', max: '5', step: '0.1', value: '0.8' }))
  const count = labelled('Tokens', element('input', { type: 'number', min: '1', max: '5000', step: '1', value: '300' }))
  const seed = labelled('Seed', element('input', { type: 'number', min: '0', max: '4294967295', step: '1', value: '1' }))
  const start = element('button', { type: 'submit', className: 'primary' }, 'Write')
  const { line, say, fail } = status()
  const written = element('output', { className: 'text' })
  let writing = false

  const form = element(
    'form',
    {},
    prompt.field,
    element('div', { className: 'row' }, warmth.field, count.field, seed.field, start),
    line,
    written,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (writing) {
      writing = false
      return
    }
    void go()
  })

  async function go(): Promise<void> {
    writing = true
    start.textContent = 'Stop'
    written.ariaBusy = 'true'
    const text = prompt.control.value
    written.replaceChildren(element('span', { className: 'given' }, text))
    try {
      const before = promptIds(tokenizer, text)
      const unknown = unknownCharacters(tokenizer, text)
      const note = unknown ? ` ${unknownSentence(unknown)}` : ''
      say(`Writing …${note}`)
      const decode = tokenizer.decoder(before)
      const begun = performance.now()
      let n = 0
      const settings = {
        temperature: warmth.control.valueAsNumber,
        topK: 0,
        topP: 1,
        seed: seed.control.valueAsNumber,
      }
      for await (const { id } of generate(decoder, before, count.control.valueAsNumber, settings)) {
        written.append(decode(id))
        n++
        await breathe()
        if (!writing) break
      }
      const perSecond = (1000 * n) / Math.max(1, performance.now() - begun)
      say(`${n} tokens, ${Math.round(perSecond)} a second.${note}`)
    } catch (error) {
      fail(error)
    }
    writing = false
    written.ariaBusy = 'false'
    start.textContent = 'Write'
  }
  return form
}
