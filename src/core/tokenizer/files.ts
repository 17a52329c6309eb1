/** The tokenizer's files, in the form that Python's `tokenizers` and `transformers` load. */
import * as v from 'valibot'
import { LIMITS } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { CharacterTokenizer } from './characters.ts'
import { UNK, type Tokenizer } from './tokenizer.ts'

/** Any one code point. It is only ever written and compared: a pattern that comes from a file is never compiled. */
const ANY_CHARACTER = '[\\s\\S]'

/**
 * `tokenizer.json` and `tokenizer_config.json` of a character tokenizer: a byte-pair encoding without merges behind a
 * split into single characters, which the Rust, JavaScript and Python libraries all read and which round-trips exactly.
 * One difference remains: those libraries read the five characters `<unk>` in a text as the unknown token.
 * @param nCtx the model's context, which becomes `model_max_length`
 */
export function toTokenizerJson(tokenizer: Tokenizer, nCtx: number): { 'tokenizer.json': string; 'tokenizer_config.json': string } {
  if (tokenizer.kind !== 'characters') {
    throw new CourseError(
      'bad-tokenizer',
      `A tokenizer of kind "${tokenizer.kind}" cannot be written as tokenizer.json.`,
      'Use a character tokenizer.',
    )
  }
  const unk = { id: tokenizer.unkId, content: UNK, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
  const file = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [unk],
    normalizer: null,
    pre_tokenizer: { type: 'Split', pattern: { Regex: ANY_CHARACTER }, behavior: 'Isolated', invert: false },
    post_processor: null,
    decoder: { type: 'Fuse' },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: UNK,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: {},
      merges: [],
    },
  }
  // Objects in JavaScript put "0" to "9" first, so the vocabulary is written by hand to keep the order of its ids.
  const entries = tokenizer.vocabulary.map((token, id) => `      ${JSON.stringify(token)}: ${id}`)
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    unk_token: UNK,
    model_max_length: nCtx,
    clean_up_tokenization_spaces: false,
  }
  return {
    'tokenizer.json': `${JSON.stringify(file, null, 2).replace('"vocab": {}', () => `"vocab": {\n${entries.join(',\n')}\n    }`)}\n`,
    'tokenizer_config.json': `${JSON.stringify(config, null, 2)}\n`,
  }
}

const none = v.optional(v.null('must be null: this course knows no such stage'))
const only = <const T extends string>(value: T) => v.literal(value, `must be ${JSON.stringify(value)}, the form that this course writes`)
const token = v.object({ id: v.literal(0, 'the only added token must be number 0'), content: only(UNK) }, 'must be an added token')

/** Our own form and no other; what the libraries ignore (`version`, say) is ignored here too. */
const TokenizerFile = v.object(
  {
    added_tokens: v.optional(v.pipe(v.array(token), v.maxLength(1, 'at most one added token, <unk>, is known'))),
    normalizer: none,
    pre_tokenizer: v.object(
      {
        type: only('Split'),
        pattern: v.object({ Regex: only(ANY_CHARACTER) }),
        behavior: only('Isolated'),
        invert: v.literal(false, 'must be false'),
      },
      'must split into single characters',
    ),
    post_processor: none,
    decoder: v.object({ type: only('Fuse') }, 'must be the decoder "Fuse"'),
    model: v.object(
      {
        type: only('BPE'),
        unk_token: only(UNK),
        continuing_subword_prefix: none,
        end_of_word_suffix: none,
        vocab: v.record(v.string(), v.number('must be a number')),
        merges: v.pipe(v.array(v.unknown(), 'must be a list'), v.maxLength(0, 'must be empty: only character tokenizers are read')),
      },
      'must be a BPE model',
    ),
  },
  'must be an object',
)

/** Reads what `toTokenizerJson` writes. @throws CourseError 'bad-tokenizer' that says what is different. */
export function fromTokenizerJson(text: string): Tokenizer {
  const options = { name: 'tokenizer.json', code: 'bad-tokenizer', maxBytes: 8 * 2 ** 20 } as const
  const { model } = parseJsonAs(TokenizerFile, text, options)
  const entries = Object.entries(model.vocab)
  if (entries.length > LIMITS.nVocab[1]) refuse(`has ${entries.length} tokens, but at most ${LIMITS.nVocab[1]} are read`)
  const vocabulary = new Array<string>(entries.length).fill('')
  const taken = new Uint8Array(entries.length)
  for (const [text, id] of entries) {
    if (!Number.isInteger(id) || id < 0 || id >= entries.length) {
      refuse(
        `gives ${JSON.stringify(text.slice(0, 20))} the id ${id}, but its ${entries.length} tokens need the ids 0 to ${entries.length - 1}`,
      )
    }
    if (taken[id]) refuse(`gives the id ${id} to two tokens`)
    taken[id] = 1
    vocabulary[id] = text
  }
  return new CharacterTokenizer(vocabulary)
}

function refuse(what: string): never {
  throw new CourseError('bad-tokenizer', `tokenizer.json ${what}.`, 'Load the tokenizer.json that was saved with the model.')
}
