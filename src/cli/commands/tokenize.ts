/** `tokenize`: a text as token ids, and back. */
import { CourseError } from '../../core/errors.ts'
import { fromTokenizerJson } from '../../core/tokenizer/files.ts'
import { flag, parse, required, text, UsageError } from '../arguments.ts'
import { readFolder } from '../folder.ts'
import { output } from '../output.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { tokenizer: required, text: text(undefined), json: flag })
  if (args.text === undefined) throw new UsageError('--text is needed.')
  const files = readFolder(args.tokenizer)
  const file = files.get('tokenizer.json')
  if (!file) {
    if (files.has('vocab.json') && files.has('merges.txt')) throw new UsageError('Byte-pair vocabularies (vocab.json and merges.txt) come later; tokenizer.json of a character tokenizer is read now.')
    throw new CourseError('not-found', `The folder "${args.tokenizer}" has no tokenizer.json.`, 'Give the folder of a model.')
  }
  const tokenizer = fromTokenizerJson(new TextDecoder().decode(file))
  const ids = Array.from(tokenizer.encode(args.text))
  const tokens = ids.map((id) => tokenizer.vocabulary[id]!)
  const decoded = tokenizer.decode(ids)
  output(args.json).result({ ids, tokens, decoded }, tokens.map((token, i) => `${ids[i]}\t${JSON.stringify(token)}`).join('\n'))
}
