/** The text of every token of a model, asked once. */
import type { CoreApi, ModelHandle } from '../../worker/protocol.ts'

const known = new WeakMap<CoreApi, Map<string, Promise<readonly string[]>>>()
const ANY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** In id order. A distribution over the next token names all of them; a model keeps its tokens when its weights change. */
export function vocabularyOf(core: CoreApi, handle: ModelHandle, version: string): Promise<readonly string[]> {
  const models = known.get(core) ?? new Map<string, Promise<readonly string[]>>()
  known.set(core, models)
  const asked = models.get(version) ?? ask(core, handle)
  models.set(version, asked)
  asked.catch(() => models.delete(version))
  return asked
}

async function ask(core: CoreApi, handle: ModelHandle): Promise<readonly string[]> {
  const { candidates } = await core.nextToken(handle, 'a', ANY)
  const names = new Array<string>(candidates.length).fill('')
  for (const { id, token } of candidates) names[id] = token
  return names
}
