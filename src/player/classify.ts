/** A tuned model as a judge: its texts, the label that it gives, and the share of every label. */
import { Answerer } from '../core/finetune/answer.ts'
import type { ClassifierModel } from '../core/finetune/classifierFolder.ts'
import type { Form } from '../core/finetune/inputs.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { element, labelled, percent, status, unknownNote } from './dom.ts'

const FIELDS: Readonly<Record<Form, readonly string[]>> = {
  classification: ['Text'],
  entailment: ['Premise', 'Hypothesis'],
  similarity: ['One text', 'Another text'],
  choice: ['Context', 'Answer 1', 'Answer 2', 'Answer 3', 'Answer 4'],
}

export async function judge(runtime: Runtime, classifier: ClassifierModel, examples: readonly (readonly string[])[]) {
  const answerer = await Answerer.create(runtime, classifier)
  const fields = FIELDS[classifier.form].map((name) => labelled(name, element('textarea', { rows: 3 })))
  let shown = -1
  const another = () => {
    shown = (shown + 1) % examples.length
    for (const [i, { control }] of fields.entries()) control.value = examples[shown]?.[i] ?? ''
  }
  if (examples.length > 0) another()
  const { line, say, fail } = status()
  const shares = element('table', { className: 'shares' })
  const form = element(
    'form',
    {},
    ...fields.map(({ field }) => field),
    element(
      'div',
      { className: 'row' },
      element('button', { type: 'submit', className: 'primary' }, 'Classify'),
      ...(examples.length > 1 ? [element('button', { type: 'button', onclick: another }, 'Another example')] : []),
    ),
    line,
    shares,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const texts = fields.map(({ control }) => control.value)
    void ask(classifier.form === 'choice' ? texts.filter((text) => text.trim() !== '') : texts)
  })

  async function ask(texts: readonly string[]): Promise<void> {
    shares.replaceChildren()
    try {
      const { labels, shares: parts, answer, input, unknown } = await answerer.ask(texts)
      const left = input.cuts.map(({ part, tokens }) => `${tokens} tokens of the ${part} did not fit and were left out.`)
      const known = unknownNote(unknown?.kinds.map(({ character }) => character) ?? [])
      say([`${labels[answer]}: ${percent(parts[answer]!)}.`, ...left, known].filter(Boolean).join(' '))
      shares.append(
        element('caption', {}, 'What the model gives each label'),
        element('thead', {}, element('tr', {}, header('label'), header('share'), header('drawn'))),
        element('tbody', {}, ...labels.map((label, i) => shareRow(label, parts[i]!, i === answer))),
      )
    } catch (error) {
      fail(error)
    }
  }
  return form
}

const header = (text: string) => element('th', { scope: 'col' }, text)

function shareRow(label: string, share: number, first: boolean) {
  const bar = element('meter', { min: 0, max: 1, value: share, ariaLabel: label })
  return element(
    'tr',
    { className: first ? 'first' : '' },
    element('th', { scope: 'row' }, label),
    element('td', {}, percent(share)),
    element('td', {}, bar),
  )
}
