/** The worker: the core's commands, offered to the page through Comlink. */
import { expose, transfer } from 'comlink'
import { browserEnvironment } from './browser.ts'
import { createCore } from './core.ts'
import type { CoreApi } from './protocol.ts'

const core = createCore(browserEnvironment)

/** Large arrays change hands instead of being copied. */
const api: CoreApi = {
  ...core,
  async exportZip(modelId) {
    const zip = await core.exportZip(modelId)
    return transfer(zip, [zip.data.buffer as ArrayBuffer])
  },
  async exportProject(modelId) {
    const zip = await core.exportProject(modelId)
    return transfer(zip, [zip.data.buffer as ArrayBuffer])
  },
  async attention(handle, prompt) {
    const attention = await core.attention(handle, prompt)
    return transfer(attention, [attention.probabilities.buffer as ArrayBuffer])
  },
}

expose(api)
