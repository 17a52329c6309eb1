/** The models that come with the course: described at once, their weights fetched when one is opened. */
import { readHfConfig } from '../core/checkpoint/hfConfig.ts'
import { readRun } from '../core/checkpoint/run.ts'
import { isQuantizedFolder, readQuantizedConfig } from '../core/compress/quantizedFolder.ts'
import { parameterCount } from '../core/config.ts'
import { readSavedFiles, type Saved } from '../core/saved/saved.ts'
import { fromTokenizerJson } from '../core/tokenizer/files.ts'
import type { Environment } from './environment.ts'
import { summaryOf } from './modelRecord.ts'
import type { ModelSummary } from './protocol.ts'

/** In the order in which the page offers them; the first is the one that it opens with. */
export const SHIPPED_MODELS = [
  { id: 'first', name: 'the course’s model' },
  { id: 'world', name: 'the model of the small world' },
] as const

export const SHIPPED_ID = SHIPPED_MODELS[0].id

export const isShipped = (id: string): boolean => SHIPPED_MODELS.some((one) => one.id === id)

type Files = Map<string, Uint8Array>

/** What a summary needs; small beside the weights. */
const CARD = ['config.json', 'tokenizer.json', 'run.json']
const WEIGHTS = ['model.safetensors']

export class ShippedModels {
  private readonly fetched = new Map<string, Promise<Files | null>>()

  constructor(private readonly env: Environment) {}

  /** Those that can be had, in order, without their weights. A server may answer for a folder that it lacks with a page. */
  async list(): Promise<ModelSummary[]> {
    const found = await Promise.all(SHIPPED_MODELS.map(({ id }) => this.describe(id).catch(() => null)))
    return found.filter((summary) => summary !== null)
  }

  /** The whole model, or null where it cannot be had. @throws CourseError for files that are damaged */
  async load(id: string): Promise<{ summary: ModelSummary; saved: Saved } | null> {
    const [card, weights] = await Promise.all([this.fetch(id, CARD), this.fetch(id, WEIGHTS)])
    const summary = await this.describe(id)
    return card && weights && summary && { summary, saved: await readSavedFiles(new Map([...card, ...weights])) }
  }

  private async describe(id: string): Promise<ModelSummary | null> {
    const files = await this.fetch(id, CARD)
    if (!files) return null
    const text = (name: string) => new TextDecoder().decode(files.get(name))
    const json = text('config.json')
    const packed = isQuantizedFolder(files) ? readQuantizedConfig(json) : null
    const config = packed?.config ?? readHfConfig(json)
    const [tokenizer, run] = [fromTokenizerJson(text('tokenizer.json')), readRun(text('run.json'))]
    const { name } = SHIPPED_MODELS.find((one) => one.id === id)!
    // What the weights alone take, about: their file is not here yet.
    const bytes = Math.ceil((parameterCount(config) * (packed?.bits ?? 32)) / 8)
    const summary = summaryOf({ config, tokenizer, run, weights: new Map() }, { id, name, origin: 'shipped', savedAt: 0, bytes })
    return packed ? { ...summary, kind: 'quantized', bits: packed.bits } : summary
  }

  /** Fetched once; a network that fails is asked again at the next call. */
  private fetch(id: string, names: readonly string[]): Promise<Files | null> {
    const key = `${id}/${names.join()}`
    const before = this.fetched.get(key)
    if (before) return before
    const files = this.env.fetchShipped(id, names).catch(() => {
      this.fetched.delete(key)
      return null
    })
    this.fetched.set(key, files)
    return files
  }
}
