/** A model taken apart: any tensor of a pass, one weight moved, one part cut out. */
import type { ModelConfig, Surgery } from '../core/config.ts'
import { prepareCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import { Inspector, type Reading } from '../core/inspect/inspector.ts'
import { type Nudge, type NudgeRequest, nudge } from '../core/inspect/nudge.ts'
import { readParameters } from '../core/inspect/parameters.ts'
import { operated, transplantHead } from '../core/model/surgery.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { ParameterStore, Runtime } from '../core/runtime/runtime.ts'
import { promptIds } from '../core/sample/generate.ts'
import { Evaluator, mean } from '../core/train/evaluator.ts'
import type { LiveModel } from './askedModels.ts'
import type { Inference } from './inference.ts'
import type { ModelHandle, Operation, Probe, Transplant } from './protocol.ts'
import type { Texts } from './texts.ts'

export class Inspection {
  constructor(
    private readonly inference: Inference,
    private readonly texts: Texts,
  ) {}

  tensorNames(handle: ModelHandle, text: string): Promise<{ name: string; shape: readonly number[] }[]> {
    return this.inspecting(handle, text, true, async (inspector) => inspector.names)
  }

  probe(handle: ModelHandle, text: string, names: readonly string[]): Promise<Probe> {
    const backwards = names.some((name) => OF_THE_LOSS.includes(name) || name.startsWith('grad/'))
    return this.inspecting(handle, text, backwards, async (inspector, model, { ids, targets }) => {
      inspector.run(ids, targets)
      const tensors = await inspector.read(names)
      const [losses] = targets ? await inspector.read(['losses']) : []
      const words = (some: Int32Array) => Array.from(some, (id) => model.tokenizer.piece(id))
      return { tokens: words(ids), targets: targets ? words(targets) : null, loss: losses ? mean(losses.data) : null, tensors }
    })
  }

  weights(handle: ModelHandle, names: readonly string[]): Promise<Reading[]> {
    return this.inference.borrow(handle, async ({ config }, _, weights) => readParameters(modelLayout(config), weights, names))
  }

  nudge(handle: ModelHandle, text: string, request: NudgeRequest): Promise<Nudge> {
    return this.inference.borrow(handle, async (model, runtime, weights) => {
      const { ids, targets } = windowOf(model, text, true)
      const { config } = model
      return withStore(runtime, config, weights, true, (store) => nudge(store, config, modelLayout(config), ids, targets!, request))
    })
  }

  operate(handle: ModelHandle, surgery: Surgery, transplant?: Transplant): Promise<Operation> {
    return this.inference.borrow(handle, async (model, runtime, weights) => {
      if (!model.text)
        throw new CourseError(
          'not-found',
          'This model came without its text, so nothing is held out to measure it on.',
          'Ask a model that was trained here.',
        )
      const { text } = await this.texts.load(model.text)
      const corpus = prepareCorpus(text, model.tokenizer)
      const loss = (config: ModelConfig, own: Float32Array) =>
        withStore(runtime, config, own, false, async (store) => {
          const evaluator = await Evaluator.create(store, config, modelLayout(config), EVALUATION_BATCH)
          const windows = evaluator.windows(corpus.validation)
          const result = { loss: await evaluator.meanLoss(windows), tokens: windows.length * EVALUATION_BATCH * config.nCtx }
          evaluator.destroy()
          return result
        })
      const { config } = model
      const own = transplant ? transplantHead(weights, modelLayout(config), config, transplant.from, transplant.to) : weights
      const cut = operated(config, own, surgery)
      const before = await loss(config, weights)
      const after = await loss(cut.config, cut.weights)
      return { lossBefore: before.loss, lossAfter: after.loss, tokens: before.tokens }
    })
  }

  private inspecting<T>(
    handle: ModelHandle,
    text: string,
    backwards: boolean,
    work: (inspector: Inspector, model: LiveModel, window: { ids: Int32Array; targets?: Int32Array }) => Promise<T>,
  ): Promise<T> {
    return this.inference.borrow(handle, async (model, runtime, weights) => {
      const { config } = model
      const window = windowOf(model, text, backwards)
      return withStore(runtime, config, weights, backwards, async (store) => {
        const inspector = await Inspector.create(store, config, modelLayout(config), { time: window.ids.length, backwards })
        try {
          return await work(inspector, model, window)
        } finally {
          inspector.destroy()
        }
      })
    })
  }
}

/** What only a pass with targets has, besides the gradients. */
const OF_THE_LOSS: readonly string[] = ['targets', 'losses', 'gradNorm']

/** Windows in one pass of an evaluation. */
const EVALUATION_BATCH = 8

/** The end of a text that fits the context; with targets, one token less is read. */
function windowOf({ config, tokenizer }: LiveModel, text: string, withTargets: boolean): { ids: Int32Array; targets?: Int32Array } {
  const ids = Int32Array.from(promptIds(tokenizer, text))
  if (!withTargets) return { ids: ids.slice(-config.nCtx) }
  if (ids.length < 2) throw new CourseError('bad-text', 'A loss needs two tokens, one to read and one to predict.', 'Write a little more.')
  const window = ids.slice(-config.nCtx - 1)
  return { ids: window.slice(0, -1), targets: window.slice(1) }
}

async function withStore<T>(
  runtime: Runtime,
  config: ModelConfig,
  weights: Float32Array,
  training: boolean,
  work: (store: ParameterStore) => Promise<T>,
): Promise<T> {
  const store = await runtime.createStore(modelLayout(config), { training })
  try {
    store.write('weight', weights)
    return await work(store)
  } finally {
    store.destroy()
  }
}
