/** Texts as the rows of tokens that a task would feed a model, before any of it is learned. */
import { encodeInput } from '../core/finetune/task.ts'
import { TaskTokenizer } from '../core/finetune/tokens.ts'
import { unknownCharacters } from '../core/tokenizer/unknown.ts'
import type { LiveModel } from './askedModels.ts'
import type { TaskRows, TunedTask } from './protocol.ts'
import { sayUnknown } from './unknownSaid.ts'

/** @throws CourseError 'bad-argument' for another number of texts than the form takes, or no room for them */
export function taskRows(
  { tokenizer, config }: LiveModel,
  form: TunedTask['form'],
  texts: readonly string[],
  keep: 'start' | 'end',
): TaskRows {
  const grown = new TaskTokenizer(tokenizer)
  const { sequences, cuts } = encodeInput(form, texts, grown, { time: config.nCtx, keep })
  return {
    rows: sequences.map((ids) => ({ ids: [...ids], tokens: Array.from(ids, (id) => grown.piece(id)) })),
    special: grown.special,
    vocabulary: tokenizer.size,
    context: config.nCtx,
    width: config.nEmbd,
    cuts: cuts.map(({ sequence, part, tokens }) => ({ row: sequence, part, tokens })),
    ...sayUnknown(unknownCharacters(tokenizer, texts.join(''))),
  }
}
