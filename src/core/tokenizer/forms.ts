/** The three forms of tokenizer.json that this course writes and reads, stage by stage, as Hugging Face's libraries name them. */
import * as v from 'valibot'
import { MAX_MARKS } from './bpe/marks.ts'
import { END_OF_WORD } from './bpe/style.ts'
import { UNK } from './tokenizer.ts'
import { VocabularyObject } from './vocabularyFile.ts'

/** Any one code point. It is only ever written and compared: a pattern that comes from a file is never compiled. */
export const ANY_CHARACTER = '[\\s\\S]'

const model = {
  type: 'BPE',
  dropout: null,
  unk_token: UNK as string | null,
  continuing_subword_prefix: null,
  end_of_word_suffix: null as string | null,
  fuse_unk: false,
  byte_fallback: false,
  ignore_merges: false,
}
const frame = { version: '1.0', truncation: null, padding: null }
const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }

/** What stands around vocabulary and merges. */
export const FORMS = {
  /** a byte-pair encoding without merges behind a split into single characters */
  characters: {
    ...frame,
    added_tokens: [] as object[],
    normalizer: null,
    pre_tokenizer: { type: 'Split', pattern: { Regex: ANY_CHARACTER }, behavior: 'Isolated', invert: false },
    post_processor: null,
    decoder: { type: 'Fuse' },
    model,
  },
  gpt1: {
    ...frame,
    added_tokens: [] as object[],
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: { type: 'BPEDecoder', suffix: END_OF_WORD },
    model: { ...model, end_of_word_suffix: END_OF_WORD },
  },
  bytes: {
    ...frame,
    added_tokens: [] as object[],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: { ...model, unk_token: null },
  },
} as const

const none = v.nullish(v.literal('', 'must be null: this course knows no such stage'))
const only = <const T extends string | boolean>(value: T) =>
  v.literal(value, `must be ${JSON.stringify(value)}, the form that this course writes`)
/** Around a text a template may add tokens; the one that transformers 5 writes into every file adds none. */
const emptyTemplate = v.object({
  type: v.literal('TemplateProcessing'),
  single: v.strictTuple([v.object({ Sequence: v.object({ id: v.literal('A') }) })]),
})
const addsNothing = v.nullish(v.union([v.literal(''), emptyTemplate], 'must be null or a template that adds no tokens'))
const unless = (value: null | false) => v.nullish(v.literal(value as never, `must be ${value}`))
const unkToken = (id: v.GenericSchema) => v.object({ id, content: only(UNK) }, 'must be an added token')
const addedUnk = (id: v.GenericSchema) =>
  v.optional(v.pipe(v.array(unkToken(id)), v.maxLength(1, 'at most one added token, <unk>, is known')))
const pair = v.union(
  [v.strictTuple([v.string(), v.string()]), v.pipe(v.string(), v.regex(/^[^ ]+ [^ ]+$/))],
  'must be two tokens, as a pair or with one space between them',
)
const flag = v.optional(v.boolean('must be true or false'))
/** Tokens that were added to a vocabulary: <|endoftext|>, or one for padding. */
const added = v.optional(
  v.pipe(
    v.array(
      v.object(
        {
          id: v.number('must be a number'),
          content: v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty')),
          single_word: flag,
          lstrip: flag,
          rstrip: flag,
          normalized: flag,
          special: flag,
        },
        'must be an added token',
      ),
      'must be a list',
    ),
    v.maxLength(MAX_MARKS, `at most ${MAX_MARKS} added tokens are read`),
  ),
)
// Files from before version 0.10 of the libraries do not name the model: there was only this one.
const bpe = {
  type: v.optional(v.literal('BPE', 'must be "BPE": Unigram and WordPiece choose their pieces in other ways than by merging pairs')),
  dropout: unless(null),
  continuing_subword_prefix: none,
  fuse_unk: unless(false),
  byte_fallback: unless(false),
  ignore_merges: unless(false),
  vocab: VocabularyObject,
}

/** Our own forms and no others; what changes no ids (`version`, say) is ignored. */
export const SCHEMAS = {
  Split: v.object({
    added_tokens: addedUnk(v.literal(0, 'the only added token must be number 0')),
    normalizer: none,
    pre_tokenizer: v.object({
      type: only('Split'),
      pattern: v.object({ Regex: only(ANY_CHARACTER) }),
      behavior: only('Isolated'),
      invert: v.literal(false, 'must be false'),
    }),
    post_processor: addsNothing,
    decoder: v.object({ type: only('Fuse') }, 'must be the decoder "Fuse"'),
    model: v.object(
      {
        ...bpe,
        unk_token: only(UNK),
        end_of_word_suffix: none,
        merges: v.pipe(v.array(pair, 'must be a list'), v.maxLength(0, 'must be empty: character tokenizers have no merges')),
      },
      'must be a BPE model',
    ),
  }),
  BertPreTokenizer: v.object({
    added_tokens: added,
    normalizer: v.object(
      {
        type: only('BertNormalizer'),
        clean_text: only(true),
        handle_chinese_chars: only(true),
        strip_accents: v.nullish(only(true)),
        lowercase: only(true),
      },
      'must be the normalizer "BertNormalizer"',
    ),
    pre_tokenizer: v.object({ type: only('BertPreTokenizer') }),
    post_processor: addsNothing,
    decoder: v.object({ type: only('BPEDecoder'), suffix: only(END_OF_WORD) }, 'must be the decoder "BPEDecoder"'),
    model: v.object(
      { ...bpe, unk_token: only(UNK), end_of_word_suffix: only(END_OF_WORD), merges: v.array(pair, 'must be a list') },
      'must be a BPE model',
    ),
  }),
  ByteLevel: v.object({
    added_tokens: added,
    normalizer: none,
    pre_tokenizer: v.object({
      type: only('ByteLevel'),
      add_prefix_space: v.literal(false, 'must be false'),
      use_regex: v.optional(
        v.literal(true, 'must be true: without its rule a text is not cut into words before pairs are merged, or another stage cuts it'),
      ),
    }),
    post_processor: v.nullish(
      v.union([v.object({ type: v.literal('ByteLevel') }), emptyTemplate], 'must be null, "ByteLevel" or a template that adds no tokens'),
    ),
    decoder: v.object({ type: only('ByteLevel') }, 'must be the decoder "ByteLevel"'),
    // Every byte is known, so what stands for the unknown is never used.
    model: v.object(
      { ...bpe, unk_token: v.nullish(v.string('must be a text')), end_of_word_suffix: none, merges: v.array(pair, 'must be a list') },
      'must be a BPE model',
    ),
  }),
} as const
