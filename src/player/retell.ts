/** A model that retells: a story in one sentence, or a sentence in French, word by word as it is written. */
import type { Task } from '../core/data/retold.ts'
import { Reteller, type RetellerModel } from '../core/retell/reteller.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { element, labelled, percent, status } from './dom.ts'

const NAMES: Readonly<Record<Task, { button: string; field: string; baseline: string }>> = {
  summary: { button: 'Summarize', field: 'Story', baseline: 'Its first sentence' },
  french: { button: 'Translate', field: 'English sentence', baseline: 'Word by word, from a dictionary' },
}

/** Examples are pairs: the task, and a source. */
export async function reteller(runtime: Runtime, model: RetellerModel, examples: readonly (readonly string[])[]) {
  const retelling = await Reteller.open(runtime, model)
  const tasks = (['summary', 'french'] as const).filter((task) => examples.some(([of]) => of === task))
  const rooms = await Promise.all(tasks.map((task) => roomOf(task)))
  return element('div', {}, ...rooms)

  function roomOf(task: Task) {
    const { button, field, baseline } = NAMES[task]
    const own = examples.filter(([of]) => of === task).map(([, text]) => text!)
    let shown = 0
    const source = labelled(field, element('textarea', { rows: task === 'summary' ? 5 : 2, value: own[0] ?? '' }))
    const { line, say, fail } = status()
    const told = element('output', { className: 'text' })
    const beside = element('p', { className: 'beside' })
    const another = () => {
      source.control.value = own[++shown % own.length]!
    }
    const form = element(
      'form',
      {},
      source.field,
      element(
        'div',
        { className: 'row' },
        element('button', { type: 'submit', className: 'primary' }, button),
        ...(own.length > 1 ? [element('button', { type: 'button', onclick: another }, 'Another example')] : []),
      ),
      line,
      told,
      beside,
    )
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      told.replaceChildren()
      beside.replaceChildren()
      try {
        const {
          written,
          baseline: plain,
          probabilities,
        } = await retelling.retell({ task, source: source.control.value.trim(), target: '' })
        told.append(written)
        beside.append(`${baseline}: ${plain}`)
        say(`The model gave its own words, one after the other, ${percent(probabilities.reduce((a, b) => a * b, 1))} altogether.`)
      } catch (error) {
        fail(error)
      }
    })
    return form
  }
}
