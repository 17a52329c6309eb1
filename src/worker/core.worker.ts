/** The worker: the core's commands, offered to the page through Comlink. */
import { expose, transfer } from 'comlink'
import type { Reading } from '../core/inspect/inspector.ts'
import { browserEnvironment } from './browser.ts'
import { createCore } from './core.ts'
import type { CoreApi } from './protocol.ts'

const core = createCore(browserEnvironment)

const buffersOf = (readings: readonly Reading[]): ArrayBuffer[] => readings.map(({ data }) => data.buffer as ArrayBuffer)

/** Large arrays change hands instead of being copied. */
const api: CoreApi = {
  ...core,
  async exportZip(modelId, as) {
    const zip = await core.exportZip(modelId, as)
    return transfer(zip, [zip.data.buffer as ArrayBuffer])
  },
  async exportProject(modelId) {
    const zip = await core.exportProject(modelId)
    return transfer(zip, [zip.data.buffer as ArrayBuffer])
  },
  async probe(handle, text, names) {
    const probe = await core.probe(handle, text, names)
    return transfer(probe, buffersOf(probe.tensors))
  },
  async weights(handle, names) {
    const parameters = await core.weights(handle, names)
    return transfer(parameters, buffersOf(parameters))
  },
  async pooledWeights(handle, asked, since) {
    const pooled = await core.pooledWeights(handle, asked, since)
    return transfer(
      pooled,
      pooled.map(({ data }) => data.buffer as ArrayBuffer),
    )
  },
  async attention(handle, prompt) {
    const attention = await core.attention(handle, prompt)
    return transfer(attention, [attention.probabilities.buffer as ArrayBuffer])
  },
}

expose(api)
