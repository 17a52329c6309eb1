/** What every peer's process does alike: reads the case, checks that its model learns, then times it and prints one line of JSON. */
import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Case what the driver wrote
 * @property {{ nLayer: number, nHead: number, nEmbd: number, nCtx: number, nVocab: number }} config
 * @property {number} batch
 * @property {number[]} ids [B·T]
 * @property {number[]} targets [B·T]
 * @property {{ name: string, shape: number[], data: number[] }[]} weights GPT-1's, by Hugging Face's names; matrices [in, out]
 * @property {number} referenceLoss of these weights on this batch, nats per token
 * @property {number} learningRate
 * @property {number} verifySteps untimed ones, at least 2
 * @property {number} steps timed ones
 */

/** Node 20 has no navigator. Peers ask it for WebGPU and for the number of cores. */
export async function provideNavigator() {
  const { create, globals } = await import('webgpu')
  Object.assign(globalThis, globals)
  const navigator = { gpu: create([]), userAgent: 'Node', hardwareConcurrency: 2 }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('Dawn found no adapter')
  const { vendor, description, device } = adapter.info
  return [vendor, description || device].filter(Boolean).join(' ')
}

/** @returns {Case} */
export const readCase = () => JSON.parse(readFileSync(process.argv[2], 'utf8'))

/**
 * Runs a peer, or prints why it cannot run. Standard output gets the one line and nothing else.
 * @param {(problem: Case, which: string) => Promise<{ adapter: string, parameters: number, sameWeights: boolean, step: () => Promise<number> }>} open
 *   `step` trains one step on the case's batch and resolves with the loss before it
 */
export async function run(open) {
  const print = console.log
  console.log = console.error
  try {
    const problem = readCase()
    const peer = await open(problem, process.argv[3])
    print(JSON.stringify(await measure(problem, peer)))
    process.exit(0)
  } catch (error) {
    print(JSON.stringify({ failed: error instanceof Error ? error.message : String(error) }))
    process.exit(0)
  }
}

async function measure({ config, referenceLoss, verifySteps, steps }, { adapter, parameters, sameWeights, step }) {
  const losses = []
  for (let n = 0; n < verifySteps; n++) losses.push(await step())
  verify(losses, sameWeights ? referenceLoss : Math.log(config.nVocab), sameWeights ? 1e-3 : 0.7)
  const times = []
  for (let n = 0; n < steps; n++) {
    const begun = performance.now()
    losses.push(await step())
    times.push(performance.now() - begun)
  }
  verify(losses, losses[0], 0)
  const sorted = times.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const median = sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  return { adapter, parameters, stepMs: { median, min: sorted[0] }, firstLoss: losses[0], lastLoss: losses.at(-1), sameWeights }
}

/** The same batch again and again: its loss starts where it must, stays a number, and falls. */
function verify(losses, expected, tolerance) {
  if (!losses.every(Number.isFinite)) throw new Error(`wrong: the losses are ${losses.join(', ')}`)
  if (Math.abs(losses[0] - expected) > tolerance)
    throw new Error(`wrong: the first loss is ${losses[0]}, but should be ${expected} ± ${tolerance}`)
  if (!(losses.at(-1) < losses[0])) throw new Error(`wrong: the loss does not fall: ${losses.map((loss) => loss.toFixed(3)).join(', ')}`)
}
