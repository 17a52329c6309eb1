/** `export`: a model as another program takes it: Hugging Face's layout, or a project that goes on with its run in PyTorch. */
import { existsSync } from 'node:fs'
import { type Model, type ModelFolder, writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { formatOf } from '../../core/checkpoint/hfNames.ts'
import { readTemplates } from '../../core/checkpoint/pytorch/node.ts'
import { PROJECT_FILES, writePytorchProject } from '../../core/checkpoint/pytorch/project.ts'
import { BUNDLED_TEXTS } from '../../core/data/bundled.ts'
import { choice, flag, parse, required, text } from '../arguments.ts'
import { readModel, readRunning } from '../folder.ts'
import { note, output } from '../output.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'
import { loadText } from '../text.ts'

export const options = {
  model: required.help('folder of the model'),
  format: choice(['hf', 'pytorch-project'], 'hf').help('files for transformers, or a project that goes on in PyTorch'),
  corpus: text(undefined).help("the run's text, for the project", { value: 'ID|FILE', fallback: 'what the run names' }),
  ...outOptions,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, {
    sources: { model: args.model },
    force: args.force,
    keepsRuns: true,
    ...(args.format === 'pytorch-project' && { also: PROJECT_FILES }),
  })
  const model = args.format === 'hf' ? readModel(args.model) : readRunning(args.model)
  if (args.format === 'hf' && formatOf(model.config) === 'pathway-gpt')
    note('transformers has no class for this model: its shape is not that of GPT-1 or GPT-2. Only this course reads the folder.')
  const files = args.format === 'hf' ? huggingFace(model) : await pytorchProject(model, args.corpus)
  target.finish(files)
  const names = [...files.keys()].sort()
  output(args.json).result({ out: args.out, files: names }, `${args.out}: ${names.join(', ')}`)
}

const huggingFace = ({ config, tokenizer, weights }: Model): ModelFolder => writeModelFolder({ config, tokenizer, weights })

/** @param corpus where the text is; default: the bundled text or the file that the run's record names */
async function pytorchProject(model: Model, corpus: string | undefined): Promise<ModelFolder> {
  const { id, title } = model.trainingState?.run.corpus ?? {}
  const place = corpus ?? id
  const there = place !== undefined && (corpus !== undefined || BUNDLED_TEXTS.some((bundled) => bundled.id === place) || existsSync(place))
  if (model.trainingState && !there)
    note(`The text "${title}" is not at ${place}; the project's README says where to put it, or give it as --corpus.`)
  return writePytorchProject(model, there ? (await loadText(place)).text : undefined, readTemplates())
}
