/** The GPT of @genai-fi/nanogpt as its trainer trains it: node nanogpt.mjs CASE.json webgpu|cpu. RMSNorm, rotary positions, no biases. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { provideNavigator, run } from './peer.mjs'

await run(async ({ config, batch, ids, targets, learningRate }, backend) => {
  const adapter = backend === 'webgpu' ? await provideNavigator() : 'CPU'
  // Its bundle is made for browsers and has no Node platform inside, so it gets to see a worker.
  globalThis.WorkerGlobalScope = class {}
  const dist = dirname(createRequire(import.meta.url).resolve('@genai-fi/nanogpt'))
  const { TeachableLLM, models } = await import(`${dist}/main.js`)
  const { default: Trainer } = await import(`${dist}/training/BasicTrainer.js`)
  const { tensor2d, backendNow } = await ownTensorFlow(dist)
  await TeachableLLM.selectBackend(backend)
  if (backendNow() !== backend) throw new Error(`nanogpt has no ${backend} backend here`)

  const { nLayer, nHead, nEmbd, nCtx, nVocab } = config
  const model = new models.NanoGPTV2({ vocabSize: nVocab, blockSize: nCtx, nLayer, nHead, nEmbed: nEmbd, mlpFactor: 4 })
  const trainer = new Trainer(model, undefined, { learningRate, warmupSteps: 0, minLearningRate: learningRate })
  const xs = tensor2d(ids, [batch, nCtx], 'int32')
  const ys = tensor2d(targets, [batch, nCtx], 'int32')
  const step = async () => {
    const loss = trainer.trainStep({}, { xs, ys })
    const [value] = await loss.data()
    loss.dispose()
    return value
  }
  return { adapter: `${backend}: ${adapter}`, parameters: model.getNumParams(), sameWeights: false, step }
})

/** The package carries a tfjs of its own under shortened names; functions are known by what they say. */
async function ownTensorFlow(dist) {
  const [, chunk] = readFileSync(`${dist}/training/BasicTrainer.js`, 'utf8').match(/from "\.\.\/(dist-[^"]+)"/)
  const functions = Object.values(await import(`${dist}/${chunk}`)).filter((value) => typeof value === 'function')
  const [, getBackend] = readFileSync(`${dist}/backend.js`, 'utf8').match(/import \{ (\w+) as e,/)
  return {
    tensor2d: functions.find((value) => String(value).includes('tensor2d() requires shape')),
    backendNow: (await import(`${dist}/${chunk}`))[getBackend],
  }
}
