/** The files of a tokenizer with special tokens: Python's libraries then make ⟨s⟩ text ⟨e⟩ and ⟨s⟩ first $ second ⟨e⟩ by themselves. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { fromTokenizerJson, toTokenizerJson } from '../tokenizer/files.ts'
import { SPECIAL_NAMES, TaskTokenizer } from './tokens.ts'

const JSON_FILE = 'tokenizer.json'
const [START, DELIMITER, EXTRACT] = SPECIAL_NAMES

/**
 * The base's own files with three added tokens, and a template for one text and for two.
 * One difference remains: those libraries read the characters `<|start|>` in a text as the token.
 */
export function writeTaskTokenizer(tokenizer: TaskTokenizer, nCtx: number): Record<string, string> {
  const files = toTokenizerJson(tokenizer.base, nCtx)
  const own = (JSON.parse(files[JSON_FILE]) as { added_tokens: object[] }).added_tokens
  const added = SPECIAL_NAMES.map((content, i) => ({
    id: tokenizer.base.size + i,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }))
  // In the text itself, for a vocabulary that is read and written again would not keep the order of its ids.
  const json = files[JSON_FILE]
    .replace(/"added_tokens": \[[^\]]*\]/, () => `"added_tokens": ${inside([...own, ...added])}`)
    .replace('"post_processor": null', () => `"post_processor": ${inside(template(tokenizer))}`)
  const config = {
    ...(JSON.parse(files['tokenizer_config.json']) as object),
    bos_token: START,
    sep_token: DELIMITER,
    eos_token: EXTRACT,
    pad_token: DELIMITER,
    padding_side: 'right',
    // GPT-1's class would add up token types and token embeddings.
    model_input_names: ['input_ids', 'attention_mask'],
  }
  return { [JSON_FILE]: json, 'tokenizer_config.json': `${JSON.stringify(config, null, 2)}\n` }
}

const inside = (value: object): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')

function template({ base }: TaskTokenizer): object {
  const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  const sequence = (id: 'A' | 'B') => ({ Sequence: { id, type_id: 0 } })
  return {
    type: 'TemplateProcessing',
    single: [special(START), sequence('A'), special(EXTRACT)],
    pair: [special(START), sequence('A'), special(DELIMITER), sequence('B'), special(EXTRACT)],
    special_tokens: Object.fromEntries(SPECIAL_NAMES.map((name, i) => [name, { id: name, ids: [base.size + i], tokens: [name] }])),
  }
}

const TaskForm = v.looseObject(
  {
    added_tokens: v.pipe(
      v.array(v.looseObject({ id: v.number('must be a number'), content: v.string('must be a text') }), 'must be a list'),
      v.minLength(SPECIAL_NAMES.length, 'must end with the three tokens of a task'),
    ),
    post_processor: v.looseObject(
      { type: v.literal('TemplateProcessing', 'must be "TemplateProcessing"') },
      'must be the template of a task',
    ),
  },
  'must be an object',
)

/** Reads what `writeTaskTokenizer` writes. @throws CourseError 'bad-tokenizer' that says what is different */
export function readTaskTokenizer(json: string): TaskTokenizer {
  const file = parseJsonAs(TaskForm, json, { name: JSON_FILE, code: 'bad-tokenizer', maxBytes: 24 * 2 ** 20, anyKeys: true })
  const own = file.added_tokens.slice(0, -SPECIAL_NAMES.length)
  const tokenizer = new TaskTokenizer(fromTokenizerJson(JSON.stringify({ ...file, added_tokens: own, post_processor: null })))
  file.added_tokens.slice(own.length).forEach(({ id, content }, i) => {
    if (content !== SPECIAL_NAMES[i] || id !== tokenizer.base.size + i) {
      throw new CourseError(
        'bad-tokenizer',
        `${JSON_FILE} has the added token "${content.slice(0, 20)}" with the id ${id}, but ${SPECIAL_NAMES[i]} with the id ${tokenizer.base.size + i} belongs there.`,
        'Use the tokenizer that was saved with the classifier.',
      )
    }
  })
  return tokenizer
}
