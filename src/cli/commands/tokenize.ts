/** `tokenize`: a text as token ids, and back. */
import { fromTokenizerFiles } from '../../core/tokenizer/folder.ts'
import { unknownCharacters } from '../../core/tokenizer/unknown.ts'
import { flag, parse, required, text, UsageError } from '../arguments.ts'
import { readFolder } from '../folder.ts'
import { output } from '../output.ts'
import { noteUnknown } from '../text.ts'

export const options = {
  tokenizer: required.help('folder with tokenizer.json, or with vocab.json and merges.txt'),
  text: text(undefined).help('text', { fallback: 'needed' }),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  if (args.text === undefined) throw new UsageError('--text is needed.')
  const files = readFolder(args.tokenizer)
  const tokenizer = fromTokenizerFiles(files)
  noteUnknown(unknownCharacters(tokenizer, args.text))
  const ids = Array.from(tokenizer.encode(args.text))
  const tokens = ids.map((id) => tokenizer.vocabulary[id]!)
  const decoded = tokenizer.decode(ids)
  output(args.json).result({ ids, tokens, decoded }, tokens.map((token, i) => `${ids[i]}\t${JSON.stringify(token)}`).join('\n'))
}
