/** What a model is called in Hugging Face's files, name by name, and that nothing is lost on the way. */
import { experiment } from '../../../experiments/experiment.ts'
import { type RoundTrip, roundTrip } from '../../../experiments/roundTrip.ts'
import { specOf } from '../../../experiments/smallRun.ts'
import type { CoreApi, Examined } from '../../../worker/protocol.ts'

/** A GPT with norms first, which GPT-2's class is for: trained for a moment, sent through a file and forgotten. */
const [WIDTH, STEPS, SEED] = [32, 60, 1]

export async function secondShape(core: CoreApi, text: string): Promise<RoundTrip> {
  let came: RoundTrip | undefined
  await experiment(
    core,
    specOf(WIDTH, STEPS, SEED),
    () => {},
    async ({ id }) => {
      came = await roundTrip(core, id, text, 'F32')
    },
  )
  return came!
}

type Tensor = Examined['tensors'][number]

/** What a file calls what, for one part of the model: its tables, a block, or what stands at the end. */
export interface Part {
  name: string
  tensors: readonly Tensor[]
}

export function partsOf(tensors: readonly Tensor[]): Part[] {
  const parts = new Map<string, Tensor[]>()
  for (const tensor of tensors) {
    const name = partOf(tensor.ours)
    parts.set(name, [...(parts.get(name) ?? []), tensor])
  }
  return [...parts].map(([name, own]) => ({ name, tensors: own }))
}

function partOf(ours: string): string {
  const block = /^h\.(\d+)\./.exec(ours)
  if (block) return `block ${block[1]}`
  return ours.endsWith('_embed.weight') ? 'tables' : 'output'
}

/** Whether the file's name is another than ours with a prefix before it. */
export const isRenamed = ({ ours, theirs }: Pick<Tensor, 'ours' | 'theirs'>): boolean => !theirs.endsWith(ours)

/** The matrices of the blocks, which GPT-1 and GPT-2 store as [in, out], and PyTorch's Linear as [out, in]. */
export const isConv1D = ({ ours, shape }: Pick<Tensor, 'ours' | 'shape'>): boolean => ours.startsWith('h.') && shape.length === 2

/** Of the square ones nobody sees by the shape which way round they are. */
export const isSquare = ({ shape }: Pick<Tensor, 'shape'>): boolean => shape.length === 2 && shape[0] === shape[1]

export const CLASSES: Readonly<Record<Examined['format'], string | null>> = {
  'openai-gpt': 'OpenAIGPTLMHeadModel',
  gpt2: 'GPT2LMHeadModel',
  'pathway-gpt': null,
}

export function readingsOf({ examined, bytes, difference, after }: RoundTrip) {
  const { tensors, parameters, storedHead } = examined
  return {
    tensors: tensors.length,
    parameters,
    kilobytes: bytes / 1000,
    conv1d: tensors.filter(isConv1D).length,
    square: tensors.filter((tensor) => isConv1D(tensor) && isSquare(tensor)).length,
    renamed: tensors.filter(isRenamed).length,
    tied: storedHead !== null || !tensors.some(({ ours }) => ours.startsWith('lm_head.')) ? 1 : 0,
    difference,
    loss: after,
  }
}
