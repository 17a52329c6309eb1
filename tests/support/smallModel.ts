/**
 * A model of the shipped one's layers, heads and context at a quarter of its width, trained while one waits: where a test asks whether a
 * figure reads the open model, and not what the shipped one says, this one answers sixteen times as fast.
 */
import { unzipSync } from 'fflate'
import { createCore } from '../../src/worker/core.ts'
import type { JobEnding } from '../../src/worker/protocol.ts'
import { testEnvironment, trainOn } from '../../src/worker/testing/environment.ts'

let trained: Promise<Map<string, Uint8Array<ArrayBuffer>>> | null = null

/** Its Hugging Face folder; trained once in each process. */
export function smallModelFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  trained ??= train()
  return trained
}

async function train(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const core = createCore(testEnvironment())
  await core.start('wasm')
  // Not the text that figures train on: what they have made is not compared with it.
  const text = (await core.texts()).find(({ ref }) => ref.id === 'moby-dick')
  if (!text) throw new Error('The course has no Moby-Dick to train on.')
  const sizes = { nLayer: 4, nHead: 4, nEmbd: 32, nCtx: 128, dropout: 0 }
  const training = { batch: 8, steps: 300, learningRate: 3e-3, warmup: 20, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }
  let ended = (_: JobEnding): void => {}
  const ending = new Promise<JobEnding>((resolve) => {
    ended = resolve
  })
  const { model } = await trainOn(core, { text: text.ref, sizes, training, samplePrompt: 'The ' }, (event) => {
    if (event.type === 'ended') ended(event)
  })
  const { status, error } = await ending
  if (status !== 'done') throw new Error(`The small model’s training ${status}: ${error?.message}`)
  const { data } = await core.exportZip(model.id)
  return new Map(Object.entries(unzipSync(data)).map(([name, bytes]) => [name.split('/').pop()!, new Uint8Array(bytes)]))
}
