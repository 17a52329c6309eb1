/** The worker's environment for tests in Node: the wasm runtime, storage in memory, no GPU and no server. */
import { readDigits } from '../../core/data/digits/node.ts'
import { readReviewsFile } from '../../core/data/labelled/nodeReviews.ts'
import { nodeTexts } from '../../core/data/node.ts'
import { CourseError } from '../../core/errors.ts'
import { openWasm } from '../../core/runtime/wasm/node.ts'
import type { Blobs } from '../../storage/blobs.ts'
import { memoryBlobs } from '../../storage/memory.ts'
import type { Environment } from '../environment.ts'
import type { CoreApi, JobEvent, ModelSummary, RunSpec, TextRef } from '../protocol.ts'

export function testEnvironment(changes: Partial<Environment> & { blobs?: Blobs } = {}): Environment {
  const { blobs = memoryBlobs(), ...rest } = changes
  return {
    openWasm: (threads) => openWasm({ threads: threads || 1 }),
    openWebGpu: async () => {
      throw new CourseError('no-device', 'there is no GPU in this test', '')
    },
    probeGpu: async () => 'none',
    openStorage: async () => ({ blobs, lasting: false }),
    texts: nodeTexts,
    digits: async () => readDigits(),
    reviews: async () => readReviewsFile(),
    player: async () => ({ script: 'void 0', style: 'main { margin: 0 }' }),
    fetchShipped: async () => null,
    hub: { fetch: (url, init) => fetch(url, init), page: new URL('http://localhost/') },
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    ...rest,
  }
}

/** Easy to learn, and long enough for a validation part. */
export const PROSE = Array.from(
  { length: 120 },
  (_, i) => `The ${['cat', 'dog', 'hen'][i % 3]} sat on the ${['mat', 'log'][i % 2]} and saw ${i % 7} birds.\n`,
).join('')

export const tinySpec = (text: TextRef, training: Partial<RunSpec['training']> = {}): RunSpec => ({
  text,
  sizes: { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0.1 },
  training: { batch: 4, steps: 60, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 25, seed: 3, ...training },
  samplePrompt: 'The ',
})

/** Starts a run as the page does. */
export async function trainOn(
  core: CoreApi,
  spec: RunSpec,
  onEvent: (event: JobEvent) => void,
  keep = true,
): Promise<{ jobId: string; model: ModelSummary }> {
  const { jobId, model } = await core.run({ kind: 'train', keep, spec }, onEvent)
  return { jobId, model: model! }
}

/** Stops whatever is under way. */
export async function stopAll(core: CoreApi): Promise<void> {
  for (const { jobId } of await core.jobs()) await core.stop(jobId)
}

/** Gathers a job's events; `ended` resolves with the last one. */
export function listener(onEvent: (event: JobEvent) => void = () => {}) {
  const events: JobEvent[] = []
  let resolve: (event: Extract<JobEvent, { type: 'ended' }>) => void
  const ended = new Promise<Extract<JobEvent, { type: 'ended' }>>((done) => {
    resolve = done
  })
  return {
    events,
    ended,
    steps: () => events.flatMap((event) => (event.type === 'steps' ? event.steps : [])),
    hear(event: JobEvent) {
      events.push(event)
      onEvent(event)
      if (event.type === 'ended') resolve(event)
    },
  }
}
