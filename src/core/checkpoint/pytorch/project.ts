/** A folder that goes on with a run in PyTorch: the model with its training state, the text, and the program that takes the next step. */
import { type ModelConfig, parameterCount, variantOf } from '../../config.ts'
import { sha256 } from '../../sha256.ts'
import { CourseError } from '../../errors.ts'
import { differences, familyOf, isOperated } from '../../config/variant.ts'
import { type Model, type ModelFolder, type TrainingState, writeModelFolder } from '../hfFolder.ts'

/** The files that are the same in every project but for the marks in README.template.md. */
export const TEMPLATES = ['model.py', 'data.py', 'train.py', 'requirements.txt', 'README.template.md'] as const
export type Templates = Readonly<Record<(typeof TEMPLATES)[number], string>>

const README_TEMPLATE = 'README.template.md'
const [README, TEXT] = ['README.md', 'text.txt']

/** What a project has besides a model's files. */
export const PROJECT_FILES: readonly string[] = [...TEMPLATES.filter((name) => name !== README_TEMPLATE), README, TEXT]

/**
 * The files of the project, flat.
 * @param text what the run learned from; without it the project says which text must be put there
 * @throws CourseError 'bad-argument' for a model without a training state, for one that model.py cannot be, and for another text
 */
export async function writePytorchProject(model: Model, text: string | undefined, templates: Templates): Promise<ModelFolder> {
  const { config, trainingState } = model
  refuseOtherModels(config)
  if (!trainingState) {
    throw new CourseError(
      'bad-argument',
      'This model has no training state (training_state.safetensors and run.json), so there is no run to go on with.',
      'Export a model that was trained here, or its weights alone as --format hf.',
    )
  }
  const { corpus } = trainingState.run
  if (text !== undefined && (await sha256(text)) !== corpus.sha256) {
    throw new CourseError(
      'bad-argument',
      `The run learned from another text: "${corpus.title}", SHA-256 ${corpus.sha256.slice(0, 12)} …`,
      'Give that text.',
    )
  }
  const folder = writeModelFolder(model)
  const put = (name: string, content: string) => folder.set(name, new TextEncoder().encode(content))
  for (const name of TEMPLATES) if (name !== README_TEMPLATE) put(name, templates[name])
  put(README, fill(templates[README_TEMPLATE], words(config, trainingState, text !== undefined)))
  if (text !== undefined) put(TEXT, text)
  return folder
}

/** model.py is a GPT with every variant, and with nothing cut out. */
function refuseOtherModels(config: ModelConfig): void {
  const family = familyOf(config)
  const reason = family !== 'gpt' ? `It is a ${family}, not a GPT` : isOperated(config.surgery) ? 'Parts of it were cut out' : undefined
  if (reason)
    throw new CourseError(
      'bad-argument',
      `${reason}, and the PyTorch project has the model as a whole GPT only.`,
      'Export it as --format hf.',
    )
}

/** What stands in the place of the template's marks. */
function words(config: ModelConfig, { step, run }: TrainingState, hasText: boolean): Record<string, string> {
  const { nLayer, nHead, nEmbd, nCtx, nVocab, dropout } = config
  const own = Object.entries(differences(config)).map(([key, value]) => `${key} ${value}`)
  const { corpus, settings } = run
  return {
    title: corpus.title,
    step: String(step),
    steps: String(settings.steps),
    parameters: parameterCount(config).toLocaleString('en'),
    shape: `${nLayer} layers, ${nHead} heads, width ${nEmbd}, context ${nCtx}, vocabulary ${nVocab}, ${variantOf(config).norm === 'post' ? "GPT-1's" : "GPT-2's"} order of norms${own.length > 0 ? ` (${own.join(', ')})` : ''}`,
    text: hasText
      ? `${corpus.title}, ${corpus.characters.toLocaleString('en')} characters, in \`text.txt\`.`
      : `${corpus.title}, ${corpus.characters.toLocaleString('en')} characters. It is not here: put it into \`text.txt\`, in UTF-8 with line ends \`\\n\`. Its SHA-256 is ${corpus.sha256}, and \`train.py\` checks it.`,
    batch: String(settings.batch),
    ctx: String(nCtx),
    dropout:
      dropout === 0
        ? "the first step's loss is the course's next one to 1e-3, and so are those after it, as far as rounding allows."
        : `the model has dropout ${dropout}, and PyTorch drops other numbers than the course would, so the first step's loss is the course's next one only on average. Without dropout it is the same to 1e-3.`,
    missing: hasText ? '' : '; yours to put there',
  }
}

/** @throws where a mark has no words */
function fill(template: string, marks: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => {
    const text = marks[name]
    if (text === undefined) throw new Error(`${README_TEMPLATE} has ${mark}, which nothing fills`)
    return text
  })
}
