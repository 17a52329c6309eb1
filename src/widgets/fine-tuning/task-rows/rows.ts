/** Which of the learner's texts a form takes, and what its rows count. */
import type { TaskRows, TunedTask } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export type Form = TunedTask['form']
export const FORMS = ['classification', 'entailment', 'similarity', 'choice'] as const

/** What each text is called, and how what the head reads is made one answer. */
export const WORDS: Record<Form, { parts: readonly string[]; after: string }> = {
  classification: { parts: ['text'], after: 'The head turns the vector at ⟨e⟩ into a score for each label.' },
  entailment: { parts: ['premise', 'hypothesis'], after: 'The order says which of the two is to follow from the other.' },
  similarity: {
    parts: ['one text', 'the other'],
    after: 'Neither order is the right one: both rows are read, and their vectors at ⟨e⟩ are added before the head.',
  },
  choice: {
    parts: ['context', 'answer 1', 'answer 2'],
    after: 'Each row gets one score from the same head, and a softmax over the rows chooses.',
  },
}

export const textsOf = (form: Form, texts: readonly string[]): string[] => texts.slice(0, WORDS[form].parts.length)

export function readingsOf({ rows, special, cuts }: TaskRows): Readings {
  const ids = rows.flatMap((row) => row.ids)
  return {
    rows: rows.length,
    tokens: ids.length,
    longest: Math.max(...rows.map((row) => row.ids.length)),
    special: ids.filter((id) => id >= special.start).length,
    cut: cuts.reduce((sum, { tokens }) => sum + tokens, 0),
  }
}
