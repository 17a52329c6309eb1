/** `tokenize`: a text as token ids, and back. */
import { fromTokenizerFiles } from '../../core/tokenizer/folder.ts'
import { flag, parse, required, text, UsageError } from '../arguments.ts'
import { readFolder } from '../folder.ts'
import { output } from '../output.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { tokenizer: required, text: text(undefined), json: flag })
  if (args.text === undefined) throw new UsageError('--text is needed.')
  const files = readFolder(args.tokenizer)
  const tokenizer = fromTokenizerFiles(files)
  const ids = Array.from(tokenizer.encode(args.text))
  const tokens = ids.map((id) => tokenizer.vocabulary[id]!)
  const decoded = tokenizer.decode(ids)
  output(args.json).result({ ids, tokens, decoded }, tokens.map((token, i) => `${ids[i]}\t${JSON.stringify(token)}`).join('\n'))
}
