/** A real core in Node with the shipped model open: what widgets' measurements are tested in. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeModelFolder } from '../../src/core/checkpoint/hfFolder.ts'
import { pruneHeads } from '../../src/core/compress/prune.ts'
import { languageModelOf } from '../../src/core/saved/languageModel.ts'
import { readSavedFiles } from '../../src/core/saved/saved.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import type { MeasuredWorld as World } from '../../src/widgets/frame/define.ts'
import type { Environment } from '../../src/worker/environment.ts'
import { createCore } from '../../src/worker/core.ts'
import { smallModelFiles } from './smallModel.ts'
import { PROSE, testEnvironment } from '../../src/worker/testing/environment.ts'

const CHECKPOINTS = new URL('../../public/checkpoints/', import.meta.url).pathname

export interface WorldOptions {
  /** standard deviation of noise on every weight of the model, relative to the weight's own size; default 0 */
  noise?: number
  /** heads that stay in every layer; default all */
  heads?: number
  text?: string
  /** the model that is open: a shipped one, or the small one of tests; default first */
  folder?: 'first' | 'world' | 'small'
  /** what else is to be other than in a test */
  environment?: Partial<Environment>
}

/** A world of its own: nothing that is done in it shows in another. */
export async function openWorld({ noise = 0, heads, text = PROSE, folder = 'first', environment = {} }: WorldOptions = {}): Promise<World> {
  // What retells is no model that can be open, and stays as it is.
  const fetchShipped = async (id: string) =>
    id === 'reteller' || id === 'chatbot'
      ? filesIn(join(CHECKPOINTS, id))
      : changed(await (folder === 'small' ? smallModelFiles() : filesIn(join(CHECKPOINTS, folder))), noise, heads)
  const core = createCore(testEnvironment({ fetchShipped, ...environment }))
  await core.start('wasm')
  const handle = { id: 'first' }
  return { core, handle, model: await core.describe(handle), text }
}

const filesIn = (folder: string) => new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))

type Files = Map<string, Uint8Array<ArrayBuffer>>

async function changed(files: Files, noise: number, heads: number | undefined): Promise<Files> {
  if (noise === 0 && heads === undefined) return files
  const saved = await readSavedFiles(files)
  if (saved.kind === 'adapter') throw new Error('a shipped model is a model')
  const model = languageModelOf(saved)
  const key = streamKey(1, 0, 0)
  let i = 0
  if (noise > 0) for (const { data } of model.weights.values()) data.set(data.map((value) => value * (1 + noise * normal(key, i++))))
  if (heads === undefined) return writeModelFolder(model)
  const kept = Array.from({ length: model.config.nLayer }, () => Array.from({ length: heads }, (_, head) => head))
  return writeModelFolder({ ...model, ...pruneHeads(model.config, model.weights, kept) })
}
