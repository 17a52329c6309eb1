/** The checkpoints that the course ships: what each learns from, its sizes and its settings. */
import { fileURLToPath } from 'node:url'
import type { ModelConfig } from '../core/config.ts'
import { WORLD_ALPHABET } from '../core/data/world/text.ts'
import { CourseError } from '../core/errors.ts'
import type { TrainingSettings } from '../core/train/settings.ts'

/** Where the checkpoint lies, wherever a command is run. */
export const shippedFolder = (id: string): string => fileURLToPath(new URL(`../../public/checkpoints/${id}`, import.meta.url))

export interface Shipped {
  /** its folder in `public/checkpoints` */
  id: string
  /** the heading of its README */
  title: string
  /** the bundled text */
  text: string
  /** State of the Union addresses before the bundled ones, from this year on, are learned from besides; the validation part stays that of `text` */
  addressesFrom?: number
  /** the title of all that it learned from, where that is more than the text */
  learnedFrom?: string
  /** characters that the tokenizer must know although the text may lack them */
  alphabet: string
  sizes: Omit<ModelConfig, 'nVocab'>
  settings: TrainingSettings
  /** bits of a weight in its file, where it is packed: a first visit waits for it */
  bits?: 8
  /** what its samples go on from, and by how much */
  prompt: string
  sampleLength: number
  /** what its validation measures, for its README */
  validation: string
}

const common = { weightDecay: 0.01, clip: 1, evalEvery: 500, seed: 1 }

export const SHIPPED: readonly Shipped[] = [
  {
    id: 'first',
    title: "The course's first checkpoint",
    text: 'state-of-the-union',
    addressesFrom: 1945,
    learnedFrom: 'State of the Union, 1945 to 2021',
    alphabet: '',
    sizes: { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, dropout: 0.05 },
    settings: { ...common, batch: 8, steps: 14000, learningRate: 1.5e-3, warmup: 500 },
    bits: 8,
    prompt: 'We will ',
    sampleLength: 160,
    validation: 'the last tenth of the text',
  },
  {
    id: 'world',
    title: 'A checkpoint of the small world',
    text: 'world',
    alphabet: WORLD_ALPHABET,
    sizes: { nLayer: 4, nHead: 4, nEmbd: 96, nCtx: 256, dropout: 0 },
    settings: { ...common, batch: 4, steps: 16000, learningRate: 2e-3, warmup: 800 },
    prompt: 'One rainy morning, Mila went to the ',
    sampleLength: 300,
    validation: 'stories of held-out combinations of person, place and plot',
  },
]

/** @throws CourseError 'not-found' */
export function findShipped(id: string | undefined): Shipped {
  const found = SHIPPED.find((one) => one.id === id)
  if (found) return found
  const ids = SHIPPED.map((one) => one.id).join(', ')
  throw new CourseError(
    'not-found',
    id === undefined ? 'No checkpoint was named.' : `There is no shipped checkpoint "${id}".`,
    `There are: ${ids}; as in npm run pretrain -- ${SHIPPED[0]!.id}.`,
  )
}
