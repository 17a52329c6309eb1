/** Every command of the protocol, answered by the subject that it belongs to. */
import { writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import { writePytorchProject } from '../core/checkpoint/pytorch/project.ts'
import { examineModelSources } from '../core/checkpoint/readFolder.ts'
import { ownSet } from '../core/data/labelled/own.ts'
import { guessedShortcuts } from '../core/data/labelled/shortcuts.ts'
import { CourseError, toPlainError } from '../core/errors.ts'
import { accountOf } from '../core/train/account.ts'
import { fineTuneDefaults, taskDefaults } from '../core/finetune/defaults.ts'
import { writeSaved } from '../core/saved/saved.ts'
import { Folders } from '../storage/folders.ts'
import { heldLocks } from '../storage/lock.ts'
import { AskedModels } from './askedModels.ts'
import { Chatting } from './chatting.ts'
import { Classifying } from './classification.ts'
import { suggestFor } from './costs.ts'
import { Counting } from './counting.ts'
import { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { examplesOf } from './examples.ts'
import { HubModels } from './hub.ts'
import { Inference } from './inference.ts'
import { Inspection } from './inspection.ts'
import { Jobs } from './jobs.ts'
import { Makers } from './making.ts'
import { Models } from './models.ts'
import { Nets } from './nets.ts'
import { Pace } from './pace.ts'
import type { CoreApi, ModelSummary, TextInfo } from './protocol.ts'
import { RetellingModels } from './retelling.ts'
import { Runs } from './runs.ts'
import { type SnapshotNote, Snapshots } from './snapshots.ts'
import { taskRows } from './taskRows.ts'
import { Texts } from './texts.ts'
import { Trainables } from './trainable.ts'
import { openUpload, zipModel } from './transfer.ts'
import { tuningSeconds } from './tuningCost.ts'
import { UnderWay } from './underWay.ts'
import { Work } from './work.ts'

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
  const asked: AskedModels = new AskedModels(
    {
      live: (id) => underWay.live(id),
      load: (id) => models.load(id),
      async at(id, step) {
        await underWay.beSaved(id)
        const { summary, model, state } = await trainables.at(id, step)
        return { stored: { summary, model }, weights: state.weights }
      },
    },
    (id) => void inference.release(id),
  )
  const underWay = new UnderWay(env, devices, models, snapshots, asked)
  const runs = new Runs(devices, pace, texts, models, snapshots, trainables, underWay)
  const inference = new Inference(env, devices, asked)
  const inspection = new Inspection(inference, texts)
  const classifying = new Classifying(devices, models)
  const retelling = new RetellingModels(env, devices)
  const chatting = new Chatting(env, devices)
  const counting = new Counting(texts)
  const makers = new Makers(env, devices, texts, models, underWay)
  const work = new Work(
    runs,
    makers,
    new Nets(env, devices, models),
    models,
    snapshots,
    underWay,
    (modelId) => asked.forget(modelId),
    async () => void (await Promise.all([inference.release(), classifying.release()])),
  )
  const jobs = new Jobs(env, work)
  const hub = new HubModels(env, blobs, models)

  const refuseInTraining = (id: string, what: string): void => {
    if (underWay.summary?.id === id)
      throw new CourseError('busy', `This model is in training and cannot be ${what} now.`, 'Stop the run first.')
  }

  return answering({
    async start(choice, threads = 0) {
      if (jobs.busy) throw new CourseError('busy', 'The runtime cannot change while a run is in progress.', 'Stop the run first.')
      const device = await devices.start(choice, threads)
      void snapshots.sweep(async (id) => underWay.summary?.id === id || (await models.has(id))).catch(() => {})
      return device
    },
    storageLasts: async () => (await storage).lasting,
    texts: () => texts.list(),
    textInfo: (ref) => texts.info(ref),
    addText: (title, content) => texts.add(title, content),
    removeText: (ref) => texts.remove(ref),

    estimate: (spec) => runs.estimate(spec),
    account: async (config) => accountOf(config),
    suggest: async (ref, gflopsPerSecond) =>
      suggestFor(await texts.load(ref), gflopsPerSecond ?? (await (await devices.get()).info()).gflopsPerSecond),
    suggestTuning: async (set, sizes) => ({ settings: fineTuneDefaults(set, sizes), counts: taskDefaults(set).counts }),
    ownExamples: async (title, rows) => ownSet(title, rows),
    labelled: async (set, counts) => (await examplesOf(env, { set, counts })).set,
    shortcuts: async (set, counts) => guessedShortcuts((await examplesOf(env, { set, counts })).set),
    async tuningSeconds(job) {
      const { prepared, ownTokens } = await makers.prepared(job)
      return tuningSeconds(prepared, ownTokens, await (await devices.get()).info(), pace)
    },
    run: (job, onEvent) => jobs.run(job, onEvent),
    stop: (jobId) => jobs.stop(jobId),
    discard: (jobId) => work.discard(jobs, jobId),
    jobs: async () => jobs.views(),
    watchJobs: async (onJobs) => jobs.watch(onJobs),
    saveAgain: (modelId) => underWay.saveAgain(modelId),

    async models() {
      const [kept, held] = await Promise.all([models.list(), heldLocks()])
      const { summary } = underWay
      const others = kept.filter(({ id }) => id !== summary?.id)
      const all = others.map((model) => (held.has(`model/${model.id}`) ? { ...model, elsewhere: true } : model))
      return summary ? [summary, ...all] : all
    },
    describe: (handle) => asked.describe(handle),
    async rename(modelId, name) {
      if (underWay.summary?.id === modelId) underWay.rename(name)
      else await models.rename(modelId, name)
    },
    duplicate: (modelId) => models.duplicate(modelId),
    async remove(modelId) {
      refuseInTraining(modelId, 'deleted')
      await models.remove(modelId)
      await snapshots.forget(modelId)
      asked.forget(modelId)
    },
    async exportZip(modelId, as) {
      if (as) {
        await underWay.beSaved(modelId)
        const { summary, model } = await models.load(modelId)
        const { config, tokenizer, weights } = model
        return zipModel({ name: summary.name, files: writeModelFolder({ config, tokenizer, weights }, as) })
      }
      const now = await underWay.now(modelId)
      if (now) return zipModel(now)
      const { summary, saved } = await models.open(modelId)
      return zipModel({ name: summary.name, files: writeSaved(saved) })
    },
    async exportProject(modelId) {
      const { text, ...kept } = await trainables.latest(modelId)
      const { summary, model } = (await runs.now(modelId)) ?? kept
      const { templates } = await import('../core/checkpoint/pytorch/browser.ts')
      return zipModel({ name: `${summary.name} in PyTorch`, files: await writePytorchProject(model, text.text, templates) })
    },
    examine: async (files) => examineModelSources((await openUpload(files)).folder),
    async importModel(files, baseId) {
      const { folder, name } = await openUpload(files)
      return models.import(folder, name, baseId)
    },
    hubLook: (name, base) => hub.look(name, base),
    hubImport: (name, onProgress, base) => hub.import(name, onProgress, base),
    hubStop: async () => hub.stop(),
    hubKept: () => hub.kept(),
    hubForget: (repo) => hub.forget(repo),

    nextToken: (handle, prompt, sampling, after) => inference.nextToken(handle, prompt, sampling, after),
    cacheTimes: (handle, lengths) => inference.cacheTimes(handle, lengths),
    search: (handle, prompt, asked) => inference.search(handle, prompt, asked),
    sample: (handle, prompt, count, sampling, onToken) => inference.sample(handle, prompt, count, sampling, onToken),
    stopSampling: async () => inference.stopSampling(),
    attention: (handle, prompt) => inference.attention(handle, prompt),
    classify: (modelId, texts) => classifying.classify(modelId, texts),
    retell: (model, items) => retelling.with(model, (reteller) => reteller.retellAll(items)),
    retellAttention: (model, asked) => retelling.with(model, (reteller) => reteller.readAll(asked)),
    retellItems: (task, count) => retelling.heldOut(task, count),
    taskRows: async (handle, form, texts, keep = 'start') => taskRows(await asked.get(handle), form, texts, keep),
    publish: async (what, words) => new (await import('./publishing.ts')).Publishing(env, devices, models, inspection).publish(what, words),
    chat: (chatbot, before, said, onPiece) => chatting.reply(chatbot, before, said, onPiece),
    dialogues: async (count) => (await import('../core/chat/train.ts')).heldOutDialogues(count),
    ngrams: (text, question) => counting.ngrams(text, question),

    tensorNames: (handle, text) => inspection.tensorNames(handle, text),
    probe: (handle, text, names) => inspection.probe(handle, text, names),
    probeTokens: (handle, ids, names) => inspection.probeTokens(handle, ids, names),
    weights: (handle, names) => inspection.weights(handle, names),
    pooledWeights: (handle, asked, since) => inspection.pooledWeights(handle, asked, since),
    nudge: (handle, text, request) => inspection.nudge(handle, text, request),
    windowLosses: (handle, text, windows) => inspection.windowLosses(handle, text, windows),
    operate: (handle, surgery, transplant) => inspection.operate(handle, surgery, transplant),
    passages: (handle, count, length) => inspection.passages(handle, count, length),
    history: (modelId) => snapshots.steps(modelId),
    async follow(modelId, place, steps) {
      refuseInTraining(modelId, 'followed')
      await underWay.beSaved(modelId)
      return trainables.follow(modelId, place, steps)
    },
  })
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
