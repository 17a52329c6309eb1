/** `export`: a model as another program takes it. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { flag, parse, required, text, UsageError } from '../arguments.ts'
import { checkTarget, readModel, writeFolder } from '../folder.ts'
import { output } from '../output.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { model: required, format: text('hf'), out: required, json: flag })
  if (args.format === 'pytorch-project') throw new UsageError('--format pytorch-project comes later; hf is there now.')
  if (args.format !== 'hf') throw new UsageError(`--format is "${args.format}", but it must be hf.`)
  checkTarget(args.out)
  const { config, tokenizer, weights } = readModel(args.model)
  const files = writeModelFolder({ config, tokenizer, weights })
  writeFolder(args.out, files)
  const names = [...files.keys()].sort()
  output(args.json).result({ out: args.out, files: names }, `${args.out}: ${names.join(', ')}`)
}
