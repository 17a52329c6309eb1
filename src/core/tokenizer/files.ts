/** The tokenizer's files, in the form that Python's `tokenizers` and `transformers` load. */
import * as v from 'valibot'
import { parseJsonAs } from '../json.ts'
import { BpeTokenizer } from './bpe/bpe.ts'
import { type AddedInFile, addTokens } from './bpe/addTokens.ts'
import { asMark } from './bpe/marks.ts'
import { checkReachable } from './bpe/reachable.ts'
import { CharacterTokenizer } from './characters.ts'
import { FORMS, SCHEMAS } from './forms.ts'
import { UNK, type Tokenizer } from './tokenizer.ts'
import { tokensInOrder, vocabularyJson } from './vocabularyFile.ts'

/**
 * `tokenizer.json` and `tokenizer_config.json`, which the Rust, JavaScript and Python libraries read, and then give the same ids.
 * One difference remains for characters: those libraries read the five characters `<unk>` in a text as the unknown token.
 * @param nCtx the model's context, which becomes `model_max_length`
 */
export function toTokenizerJson(tokenizer: Tokenizer, nCtx: number): { 'tokenizer.json': string; 'tokenizer_config.json': string } {
  const bpe = tokenizer instanceof BpeTokenizer ? tokenizer : null
  const form = FORMS[bpe ? bpe.style : 'characters']
  const file = {
    ...form,
    added_tokens: addedOf(tokenizer),
    model: { ...form.model, vocab: {}, merges: [] },
  }
  const merges = (bpe?.merges ?? []).map((pair) => `      ${JSON.stringify(pair)}`)
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...(tokenizer.unkId !== null && { unk_token: UNK }),
    model_max_length: nCtx,
    clean_up_tokenization_spaces: false,
  }
  const json = JSON.stringify(file, null, 2)
    .replace('"vocab": {}', () => `"vocab": ${vocabularyJson(ownOf(tokenizer), '    ')}`)
    .replace(/"merges": \[\]\n {2}\}\n\}$/, () => `"merges": ${merges.length > 0 ? `[\n${merges.join(',\n')}\n    ]` : '[]'}\n  }\n}`)
  return { 'tokenizer.json': `${json}\n`, 'tokenizer_config.json': `${JSON.stringify(config, null, 2)}\n` }
}

/** The model's vocabulary: tokens on top of it stand among the added ones alone. */
function ownOf(tokenizer: Tokenizer): readonly string[] {
  const onTop = tokenizer instanceof BpeTokenizer ? tokenizer.added.filter((token) => token.onTop).length : 0
  return tokenizer.vocabulary.slice(0, tokenizer.size - onTop)
}

/** In the order of their ids, as the libraries write them. */
function addedOf(tokenizer: Tokenizer): object[] {
  const added = tokenizer instanceof BpeTokenizer ? tokenizer.added : [asMark(UNK)]
  return added
    .map(({ content, singleWord, lstrip, rstrip, normalized, special }) => ({
      id: tokenizer.vocabulary.indexOf(content),
      content,
      single_word: singleWord,
      lstrip,
      rstrip,
      normalized,
      special,
    }))
    .sort((a, b) => a.id - b.id)
}

/** By its first stage one can tell the form. */
const AnyForm = v.looseObject(
  {
    pre_tokenizer: v.looseObject(
      { type: v.picklist(['Split', 'BertPreTokenizer', 'ByteLevel'], 'must be "Split", "BertPreTokenizer" or "ByteLevel"') },
      'must say how a text is split into words',
    ),
  },
  'must be an object',
)

/** Reads what `toTokenizerJson` writes. @param later tokens that another file says were added @throws CourseError 'bad-tokenizer' that says what is different. */
export function fromTokenizerJson(text: string, later: readonly AddedInFile[] = []): Tokenizer {
  const options = { name: 'tokenizer.json', code: 'bad-tokenizer', maxBytes: 24 * 2 ** 20, anyKeys: true } as const
  const { type } = parseJsonAs(AnyForm, text, options).pre_tokenizer
  const { model, added_tokens = [] } = parseJsonAs(SCHEMAS[type], text, options)
  const tokens = tokensInOrder(model.vocab, options.name)
  const added = addTokens(tokens, added_tokens as AddedInFile[], options.name)
  const more = addTokens(
    tokens,
    later.filter(({ content }) => !tokens.includes(content)),
    'added_tokens.json',
  )
  if (type === 'Split') return new CharacterTokenizer(tokens)
  const merges = model.merges.map((pair) => (typeof pair === 'string' ? pair.split(' ') : pair) as [string, string])
  const [style, always] = type === 'ByteLevel' ? (['bytes', []] as const) : (['gpt1', [UNK]] as const)
  added.push(...more)
  checkReachable(style, tokens, merges, added, options.name)
  return new BpeTokenizer(style, tokens, merges, [...always.filter((mark) => !added.some(({ content }) => content === mark)), ...added])
}
