/** A tokenizer from the files of a folder: tokenizer.json, or the vocab.json and merges.txt that GPT-1 and GPT-2 came with. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import type { AddedInFile } from './bpe/addTokens.ts'
import { fromVocabAndMerges } from './bpe/vocabAndMerges.ts'
import { fromTokenizerJson } from './files.ts'
import type { Tokenizer } from './tokenizer.ts'

const ADDED = 'added_tokens.json'
const SPECIAL = 'special_tokens_map.json'
const CONFIG = 'tokenizer_config.json'

/** The files that are read of a folder with these names; empty where there is no tokenizer. */
export function tokenizerFiles(names: { has(name: string): boolean }): string[] {
  const there = (...wanted: string[]) => wanted.filter((name) => names.has(name))
  if (names.has('tokenizer.json')) return there('tokenizer.json', ADDED)
  return names.has('vocab.json') && names.has('merges.txt') ? there('vocab.json', 'merges.txt', ADDED, SPECIAL, CONFIG) : []
}

/** @throws CourseError 'bad-tokenizer' that says which file is missing or wrong */
export function fromTokenizerFiles(files: ReadonlyMap<string, Uint8Array>): Tokenizer {
  const read = (name: string) => text(files.get(name)!, name)
  const [first, second] = tokenizerFiles(files)
  if (first === 'tokenizer.json') return fromTokenizerJson(read(first), files.has(ADDED) ? addedLater(read(ADDED), null) : [])
  if (first && second) {
    const config = files.has(CONFIG) ? addedByConfig(read(CONFIG)) : []
    const added = config.length > 0 || !files.has(ADDED) ? config : addedLater(read(ADDED), files.has(SPECIAL) ? read(SPECIAL) : null)
    return fromVocabAndMerges(read(first), read(second), added)
  }
  const there =
    [...files.keys()]
      .slice(0, 8)
      .map((name) => name.slice(0, 40))
      .join(', ') || 'nothing'
  throw new CourseError(
    'bad-tokenizer',
    `The folder has no tokenizer.json, and not both vocab.json and merges.txt; it has ${there}.`,
    'Choose the whole folder or zip that was exported.',
  )
}

const id = v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative'))
const flag = v.optional(v.boolean('must be true or false'))
const Ids = v.record(v.string(), id, 'must be an object of ids by token')
const Specials = v.record(v.string(), v.unknown(), 'must be an object')
const Config = v.looseObject(
  {
    added_tokens_decoder: v.optional(
      v.record(
        v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'must be an id')),
        v.object(
          { content: v.string('must be a text'), single_word: flag, lstrip: flag, rstrip: flag, normalized: flag, special: flag },
          'must be an added token',
        ),
        'must be an object of added tokens by id',
      ),
    ),
  },
  'must be an object',
)
const options = { code: 'bad-tokenizer', maxBytes: 2 ** 20, anyKeys: true } as const

/** Tokens that were added after the vocabulary was made, as old versions of transformers wrote them: special where the map names them. */
function addedLater(json: string, special: string | null): AddedInFile[] {
  const named = special === null ? null : JSON.stringify(parseJsonAs(Specials, special, { ...options, name: SPECIAL }))
  return Object.entries(parseJsonAs(Ids, json, { ...options, name: ADDED })).map(([content, id]) => {
    const isSpecial = named === null || named.includes(JSON.stringify(content))
    return { id, content, normalized: !isSpecial, special: isSpecial }
  })
}

/** The same as later versions write it. */
function addedByConfig(json: string): AddedInFile[] {
  const { added_tokens_decoder: decoder = {} } = parseJsonAs(Config, json, { ...options, name: CONFIG })
  return Object.entries(decoder).map(([id, token]) => ({ id: Number(id), ...token }) as AddedInFile)
}

function text(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CourseError('bad-tokenizer', `${name} is not UTF-8 text.`, 'The file is damaged; use another copy.')
  }
}
