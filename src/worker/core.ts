/** Every command of the protocol, answered by the subject that it belongs to. */
import { writePytorchProject } from '../core/checkpoint/pytorch/project.ts'
import { CourseError, toPlainError } from '../core/errors.ts'
import { Folders } from '../storage/folders.ts'
import { estimateRun, suggestFor } from './costs.ts'
import { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { HubModels } from './hub.ts'
import { Inference, type LiveModel } from './inference.ts'
import { Inspection } from './inspection.ts'
import { weightsOf } from './modelRecord.ts'
import { Models, type StoredModel } from './models.ts'
import { Nets } from './nets.ts'
import { Pace } from './pace.ts'
import type { CoreApi, ModelSummary, NetEvent, NetResult, OfKind, TextInfo } from './protocol.ts'
import { Runs } from './runs.ts'
import { SHIPPED_ID } from './shipped.ts'
import { type SnapshotNote, Snapshots } from './snapshots.ts'
import { Texts } from './texts.ts'
import { Trainables } from './trainable.ts'
import { openUpload, zipModel } from './transfer.ts'

export function createCore(env: Environment): CoreApi {
  const storage = env.openStorage()
  const blobs = storage.then(({ blobs }) => blobs)
  const texts = new Texts(
    env,
    blobs.then((blobs) => new Folders<TextInfo>(blobs, 'texts')),
  )
  const models = new Models(
    env,
    blobs.then((blobs) => new Folders<ModelSummary>(blobs, 'models')),
  )
  const snapshots = new Snapshots(blobs.then((blobs) => new Folders<SnapshotNote>(blobs, 'snapshots')))
  const devices = new Devices(env)
  const pace = new Pace()
  const trainables = new Trainables(env, devices, texts, models, snapshots)
  const inference = new Inference(env, devices, async () => atRest(await firstModel()))
  const runs = new Runs(env, devices, pace, texts, models, snapshots, trainables, (model) => inference.use(model))
  const inspection = new Inspection(inference, texts)
  const nets = new Nets(env, devices)
  const hub = new HubModels(env, blobs, models)

  /** The learner's newest model, or the shipped one until there is one. */
  async function firstModel(): Promise<StoredModel> {
    const own = await models.listOwn().catch(() => [])
    for (const { id } of own) {
      const stored = await models.load(id).catch(() => null)
      if (stored) return stored
    }
    return models.load(SHIPPED_ID)
  }

  const refuseInTraining = (id: string, what: string): void => {
    if (runs.summary?.id === id)
      throw new CourseError('busy', `This model is in training and cannot be ${what} now.`, 'Stop the run first.')
  }

  return answering({
    async start(choice, threads = 0) {
      if (runs.isRunning) throw new CourseError('busy', 'The runtime cannot change while a run is in progress.', 'Stop the run first.')
      const device = await devices.start(choice, threads)
      void snapshots.sweep(async (id) => runs.summary?.id === id || (await models.has(id))).catch(() => {})
      return device
    },
    storageLasts: async () => (await storage).lasting,
    texts: () => texts.list(),
    textInfo: (ref) => texts.info(ref),
    addText: (title, content) => texts.add(title, content),
    removeText: (ref) => texts.remove(ref),

    estimate: async (spec) => estimateRun(spec, await texts.load(spec.text, spec.tokenizer), await (await devices.get()).info(), pace),
    suggest: async (ref, gflopsPerSecond) =>
      suggestFor(await texts.load(ref), gflopsPerSecond ?? (await (await devices.get()).info()).gflopsPerSecond),
    train: (spec, onEvent) => runs.start(spec, onEvent),
    resume: (modelId, totalSteps, onEvent) => runs.resume(modelId, totalSteps, onEvent),
    stop: () => runs.stop(),

    async models() {
      const { summary } = runs
      const kept = await models.list()
      return summary ? [summary, ...kept.filter(({ id }) => id !== summary.id)] : kept
    },
    async open(modelId) {
      const live = runs.live(modelId)
      if (live) {
        inference.use(live)
        return runs.summary!
      }
      const stored = await models.load(modelId)
      inference.use(atRest(stored))
      return stored.summary
    },
    async rename(modelId, name) {
      if (runs.summary?.id === modelId) runs.rename(name)
      else await models.rename(modelId, name)
    },
    duplicate: (modelId) => models.duplicate(modelId),
    async remove(modelId) {
      refuseInTraining(modelId, 'deleted')
      await models.remove(modelId)
      await snapshots.forget(modelId)
      if (inference.current?.id === modelId) inference.forget()
    },
    exportZip: async (modelId) => zipModel(await models.files(modelId)),
    async exportProject(modelId) {
      const { summary, model, text } = await trainables.latest(modelId)
      const { templates } = await import('../core/checkpoint/pytorch/browser.ts')
      return zipModel({ name: `${summary.name} in PyTorch`, files: await writePytorchProject(model, text.text, templates) })
    },
    async importModel(files) {
      const { folder, name } = await openUpload(files)
      return models.import(folder, name)
    },
    hubLook: (name, base) => hub.look(name, base),
    hubImport: (name, onProgress, base) => hub.import(name, onProgress, base),
    hubStop: async () => hub.stop(),
    hubKept: () => hub.kept(),
    hubForget: (repo) => hub.forget(repo),

    nextToken: (prompt, sampling) => inference.nextToken(prompt, sampling),
    sample: (prompt, count, sampling, onToken) => inference.sample(prompt, count, sampling, onToken),
    stopSampling: async () => inference.stopSampling(),
    attention: (prompt) => inference.attention(prompt),

    tensorNames: (text) => inspection.tensorNames(text),
    probe: (text, names) => inspection.probe(text, names),
    nudge: (text, request) => inspection.nudge(text, request),
    operate: (surgery, transplant) => inspection.operate(surgery, transplant),
    history: (modelId) => snapshots.steps(modelId),
    async openAt(modelId, step) {
      await runs.beSaved(modelId)
      const { summary, model, state } = await trainables.at(modelId, step)
      inference.use({ ...atRest({ summary, model }), weights: async () => state.weights })
      return summary
    },
    branch: (modelId, spec, onEvent) => runs.branch(modelId, spec, onEvent),

    trainNet: (spec, onEvent) => nets.train(spec, onEvent as (event: NetEvent) => void) as Promise<OfKind<NetResult, typeof spec>>,
    stopNet: () => nets.stop(),
  })
}

/** A model that does not change any more. */
function atRest({ summary, model }: StoredModel): LiveModel {
  return {
    id: summary.id,
    config: model.config,
    tokenizer: model.tokenizer,
    weights: async () => weightsOf(model),
    version: () => 0,
    text: summary.spec?.text ?? null,
  }
}

/** Errors cross the thread as plain objects: an Error would lose its code and hint on the way. */
function answering(api: CoreApi): CoreApi {
  const entries = Object.entries(api).map(([name, command]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (command as (...args: unknown[]) => unknown)(...args)
      } catch (error) {
        throw toPlainError(error)
      }
    },
  ])
  return Object.fromEntries(entries) as CoreApi
}
