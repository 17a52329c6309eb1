/** Models that are made from others: tuned for a task, given adapters, taught, pruned, packed; and how good one is. */
import { type ModelFolder, writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import { flatten, unflatten } from '../core/checkpoint/tensors.ts'
import { writeAdapterFolder } from '../core/compress/adapterFolder.ts'
import { checkPair, Distiller } from '../core/compress/distill.ts'
import { adapterParameters, loraLayout, mergeAdapters, validateLora } from '../core/compress/lora.ts'
import { heldOutLoss, quantizedLoss } from '../core/compress/measured.ts'
import { headImportance, mostImportant, pruneHeads } from '../core/compress/prune.ts'
import { quantize, unpacked } from '../core/compress/quantize.ts'
import { writeQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { LoraTrainer } from '../core/compress/trainLora.ts'
import { validateConfig } from '../core/config.ts'
import { type Corpus, prepareCorpus } from '../core/data/corpus.ts'
import { CourseError, toPlainError } from '../core/errors.ts'
import { taskDefaults } from '../core/finetune/defaults.ts'
import { type PreparedFineTuning, prepareFineTuning, resumeFineTuning } from '../core/finetune/prepared.ts'
import { stepsOfRun } from '../core/finetune/stopped.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { EXAMPLES } from '../core/saved/saved.ts'
import { bitsPerCharacter } from '../core/train/evaluator.ts'
import { validateSettings } from '../core/train/settings.ts'
import { Trainer } from '../core/train/trainer.ts'
import { type About, aboutMade } from './aboutMade.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { examplesOf, makerOf } from './examples.ts'
import type { Task } from './jobs.ts'
import { adapterKind, lineageOf } from './kinds.ts'
import { lossesOf, MadeJob, type Making } from './madeJob.ts'
import { type Models, newId, type StoredModel } from './models.ts'
import { onDevice } from './onDevice.ts'
import type { Outbox } from './outbox.ts'
import type { JobSpec, Lineage, TextInfo, TextRef, TrainingSettings, UnsavedModel } from './protocol.ts'
import { shortJob } from './shortJob.ts'
import type { LoadedText, Texts } from './texts.ts'
import { TuningJob } from './tuningJob.ts'
import type { UnderWay } from './underWay.ts'
import { sayUnknown } from './unknownSaid.ts'

type Spec<Kind extends JobSpec['kind']> = Extract<JobSpec, { kind: Kind }>

export class Makers {
  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly texts: Texts,
    private readonly models: Models,
    private readonly underWay: UnderWay,
  ) {}

  /** All that a tuning needs before its first step, and the tokens of the base's own text that it is measured on; null where that is not here. */
  async prepared(spec: Spec<'finetune'>): Promise<{ prepared: PreparedFineTuning; ownTokens: number | null }> {
    const { prepared, summary } = await this.readyToTune(spec)
    const text = summary.spec && (await this.textOf(summary.spec.text, summary.spec.tokenizer))
    return { prepared, ownTokens: text ? text.corpus.validation.length : null }
  }

  private async readyToTune({ modelId, examples, settings, context, pretrained = true, transferred }: Spec<'finetune'>) {
    const { summary, model } = await this.models.load(modelId)
    const { set, kept } = await examplesOf(this.env, examples)
    const usual = 'set' in examples ? taskDefaults(examples.set).context : model.config.nCtx
    const prepared = await prepareFineTuning(model, set, settings, {
      context: context ?? Math.min(usual, model.config.nCtx),
      pretrained,
      ...(transferred !== undefined && { transferred }),
    })
    return { summary, model, set, kept, prepared }
  }

  async finetune(spec: Spec<'finetune'>, outbox: Outbox): Promise<Task> {
    const { keep, pretrained = true, transferred } = spec
    const { summary, model, set, kept, prepared } = await this.readyToTune(spec)
    const part = transferred === undefined ? '' : `the first ${transferred} blocks of `
    const from = pretrained ? `from ${part}${summary.name}` : `from nothing, of the sizes of ${summary.name}`
    return this.tuning(prepared, kept, { summary, model }, `${titleOf(set.id, set.title)}, ${from}`, newId(), keep, pretrained, outbox)
  }

  /** Goes on with a tuning that was stopped, to the same bits; null where the model is none. */
  async goOnTuning(modelId: string, outbox: Outbox): Promise<Task | null> {
    const { summary, saved } = await this.models.open(modelId)
    if (saved.kind !== 'classifier' || summary.kind !== 'classifier') return null
    const { record, files } = saved
    if (!record) {
      throw new CourseError(
        'bad-argument',
        `"${summary.name}" has taken all its steps, or was saved without its training state: there is nothing to go on with.`,
        'Fine-tune its base again, for more epochs.',
      )
    }
    const { id } = record.data
    const kept = files.get(EXAMPLES) ?? null
    const make = await makerOf(this.env, id, kept ?? undefined)
    const prepared = await resumeFineTuning(files, record, summary.name, (_, counts) => make?.(counts))
    const ownText = await this.ownText(summary.spec?.text, summary.spec?.tokenizer, prepared)
    const { reports } = summary.task
    return this.underWay.launch(
      modelId,
      (tools) =>
        new TuningJob(
          {
            modelId,
            name: summary.name,
            keep: true,
            prepared,
            examples: kept,
            base: summary,
            ...(summary.lineage && { lineage: summary.lineage }),
            ownText,
            totalSteps: stepsOfRun(record),
            before: { curve: summary.curve, reports },
          },
          tools,
          outbox,
        ),
    )
  }

  async lora({ modelId, keep, text, lora, training }: Spec<'lora'>, outbox: Outbox): Promise<Task> {
    const base = await this.models.load(modelId)
    const { config, tokenizer, weights } = base.model
    if (lora === null) return this.further(base, keep, text, training, outbox)
    validateLora(config, lora)
    const { corpus, info } = await this.corpusFor(base, text)
    const layout = loraLayout(config, lora)
    const adaptersOf = (flat: Float32Array) => {
      const all = unflatten(layout, flat)
      return new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!]))
    }
    const making: Making = {
      create: (runtime, state) =>
        LoraTrainer.create(runtime, { config, base: weights, lora, settings: training, tokens: corpus.train, ...(state && { state }) }),
      weightsOf: (flat) => mergeAdapters(config, weights, adaptersOf(flat), lora),
      filesOf: (state) => writeAdapterFolder(adaptersOf(state.weights), lora, config),
    }
    const name = `adapters of rank ${lora.rank}, on ${base.summary.name}`
    const kind = adapterKind(config, lora)
    return this.made('lora', { base, config, corpus, info, making, training, name, kind, keep, tokenizer }, outbox)
  }

  /** All weights learn another text: what adapters are compared with. */
  private async further(
    base: StoredModel,
    keep: boolean,
    text: TextRef | undefined,
    training: TrainingSettings,
    outbox: Outbox,
  ): Promise<Task> {
    const { config, tokenizer, weights } = base.model
    const { corpus, info } = await this.corpusFor(base, text)
    const making = trainedFrom({ config, tokenizer, weights }, training, corpus)
    const name = `${base.summary.name}, trained further`
    return this.made('lora', { base, config, corpus, info, making, training, name, kind: { kind: 'language' }, keep, tokenizer }, outbox)
  }

  async distill({ modelId, keep, student, how, training }: Spec<'distill'>, outbox: Outbox): Promise<Task> {
    const base = await this.models.load(modelId)
    const { tokenizer, ...teacher } = base.model
    const config = validateConfig({ ...teacher.config, ...student })
    checkPair(teacher.config, config, how)
    const { corpus, info } = await this.corpusFor(base)
    const layout = modelLayout(config)
    const making: Making = {
      create: (runtime, state) =>
        Distiller.create(runtime, { teacher, student: config, how, settings: training, tokens: corpus.train, ...(state && { state }) }),
      weightsOf: (flat) => unflatten(layout, flat),
      filesOf: (state) => writeModelFolder({ config, tokenizer, weights: unflatten(layout, state.weights) }),
    }
    const name = `student of ${base.summary.name}`
    return this.made('distill', { base, config, corpus, info, making, training, name, kind: { kind: 'language' }, keep, tokenizer }, outbox)
  }

  async prune({ modelId, keep, heads, healing, whole = true }: Spec<'prune'>, outbox: Outbox): Promise<Task> {
    const base = await this.models.load(modelId)
    const { tokenizer } = base.model
    if (!(Number.isInteger(heads) && heads >= 1 && heads < base.model.config.nHead)) {
      throw new CourseError(
        'bad-argument',
        `${heads} heads are to stay in each layer, but it has ${base.model.config.nHead}, and one has to go.`,
        `Keep 1 to ${base.model.config.nHead - 1}.`,
      )
    }
    const { corpus, info } = await this.corpusFor(base)
    // What matters is measured on the text that was learned from; the held-out text is for the result.
    const importance = await onDevice(this.devices, base.model.config, (runtime) =>
      headImportance(runtime, base.model.config, base.model.weights, corpus.train),
    )
    const { config, weights } = pruneHeads(base.model.config, base.model.weights, mostImportant(importance, heads))
    const name = `${base.summary.name}, ${heads} heads a layer`
    const kind = { kind: 'language' } as const
    if (!healing) {
      const files = writeModelFolder({ config, tokenizer, weights })
      const summary = aboutMade('prune', { base, config, corpus, info, training: null, name, kind })
      const after = (runtime: Runtime, breathe: () => Promise<void>) => heldOutLoss(runtime, config, weights, corpus.validation, breathe)
      return this.changed(base, files, summary, keep, outbox, corpus, { config, weights }, whole ? after : null)
    }
    const making = trainedFrom({ config, tokenizer, weights }, healing, corpus)
    return this.made('prune', { base, config, corpus, info, making, training: healing, name, kind, keep, tokenizer }, outbox)
  }

  async quantize({ modelId, keep, bits, whole = true }: Spec<'quantize'>, outbox: Outbox): Promise<Task> {
    const base = await this.models.load(modelId)
    const { config, tokenizer, weights, run } = base.model
    if (base.summary.kind === 'quantized' && base.summary.bits <= bits)
      throw new CourseError(
        'bad-argument',
        `"${base.summary.name}" is packed in ${base.summary.bits} bits already.`,
        base.summary.bits > 2 ? 'Choose fewer bits, or the model that it was made from.' : 'Choose the model that it was made from.',
      )
    const { corpus, info } = await this.corpusFor(base)
    const packed = quantize(config, weights, bits)
    const files = writeQuantizedFolder({ config, tokenizer, weights: packed, ...(run && { run }) })
    const name = `${base.summary.name}, ${bits} bits`
    const summary = aboutMade('quantize', { base, config, corpus, info, training: null, name, kind: { kind: 'quantized', bits } })
    const after = (runtime: Runtime, breathe: () => Promise<void>) => quantizedLoss(runtime, config, packed, corpus.validation, breathe)
    return this.changed(base, files, summary, keep, outbox, corpus, { config, weights: unpacked(config, packed) }, whole ? after : null)
  }

  async evaluate({ modelId, text, whole = true }: Spec<'evaluate'>): Promise<Task> {
    const base = await this.models.load(modelId)
    const { corpus } = await this.corpusFor(base, text)
    const { config, weights } = base.model
    return shortJob(
      this.env,
      async (breathe) => {
        const after = await onDevice(this.devices, config, async (runtime) =>
          whole
            ? heldOutLoss(runtime, config, weights, corpus.validation, breathe)
            : (await lossesOf(runtime, config, weights, [corpus.validation], mustGoOn(breathe)))![0]!,
        )
        return { measured: { before: null, after, tokens: corpus.validation.length - 1, ...sayUnknown(corpus.unknown) } }
      },
      { name: `evaluation of ${base.summary.name}` },
    )
  }

  /** Measured before and after on the whole held-out text, unless `after` is null, and once as runs are, so that it stands beside them in lists; then saved. */
  private changed(
    base: StoredModel,
    files: ModelFolder,
    summary: UnsavedModel,
    keep: boolean,
    outbox: Outbox,
    corpus: Corpus,
    { config, weights }: Pick<StoredModel['model'], 'config' | 'weights'>,
    after: ((runtime: Runtime, breathe: () => Promise<void>) => Promise<number>) | null,
  ): Task {
    return shortJob(
      this.env,
      async (breathe) => {
        const { losses, windows } = await onDevice(this.devices, base.model.config, async (runtime) => ({
          losses: after && {
            before: await heldOutLoss(runtime, base.model.config, base.model.weights, corpus.validation, breathe),
            after: await after(runtime, breathe),
          },
          windows: await lossesOf(runtime, config, weights, [corpus.validation], mustGoOn(breathe)),
        }))
        const validationLoss = windows![0]!
        const known = { ...summary, validationLoss, bitsPerCharacter: bitsPerCharacter(validationLoss, corpus.charactersPerToken ?? 1) }
        await this.saved(files, known, keep, outbox)
        return losses ? { measured: { ...losses, tokens: corpus.validation.length - 1, ...sayUnknown(corpus.unknown) } } : {}
      },
      { name: summary.name, model: { ...summary, savedAt: Date.now(), bytes: 0 } },
    )
  }

  /** What cannot be saved stays in memory, in the list of models, and that is told. */
  private async saved(files: ModelFolder, summary: UnsavedModel, keep: boolean, outbox: Outbox): Promise<void> {
    if (!keep) return this.models.holdInMemory(files, summary, false)
    try {
      await this.underWay.save(files, summary)
    } catch (error) {
      await this.models.holdInMemory(files, summary, true)
      outbox.tell({ type: 'unsaved', step: summary.step, error: toPlainError(error) })
    }
  }

  private made(
    by: Lineage['by'],
    plan: About & {
      making: Making
      training: TrainingSettings
      keep: boolean
      tokenizer: StoredModel['model']['tokenizer']
    },
    outbox: Outbox,
  ): Promise<Task> {
    const { config, corpus, making, training, keep, tokenizer, name, info } = plan
    validateSettings(training)
    const summary = aboutMade(by, plan)
    const about = {
      modelId: summary.id,
      name,
      keep,
      config,
      totalSteps: training.steps,
      tokenizer,
      corpus,
      making,
      summary,
      text: info.ref,
    }
    return this.underWay.launch(summary.id, (tools) => new MadeJob(about, tools, outbox))
  }

  private async tuning(
    prepared: PreparedFineTuning,
    examples: Uint8Array<ArrayBuffer> | null,
    { summary }: StoredModel,
    name: string,
    modelId: string,
    keep: boolean,
    pretrained: boolean,
    outbox: Outbox,
  ): Promise<Task> {
    const ownText = await this.ownText(summary.spec?.text, summary.spec?.tokenizer, prepared)
    const totalSteps = stepsOfRun(prepared)
    const lineage = pretrained && { lineage: lineageOf('finetune', summary) }
    const plan = { modelId, name, keep, prepared, examples, base: summary, ownText, totalSteps, ...lineage }
    return this.underWay.launch(modelId, (tools) => new TuningJob(plan, tools, outbox))
  }

  /** The held-out part of the text that the base learned from; null where there is none, or it is no longer here. */
  private async ownText(
    ref: TextRef | undefined,
    choice: Parameters<Texts['load']>[1],
    prepared: PreparedFineTuning,
  ): Promise<Int32Array | null> {
    const loaded = ref && (await this.textOf(ref, choice))
    return loaded ? prepareCorpus(loaded.text, prepared.tokenizer.base).validation : null
  }

  /** null where the text is no longer here */
  private textOf(ref: TextRef, choice: Parameters<Texts['load']>[1]): Promise<LoadedText | null> {
    return this.texts.load(ref, choice).catch(() => null)
  }

  /** The text to learn from and to be measured on, by the model's own tokenizer. */
  private async corpusFor({ summary, model }: StoredModel, text = summary.spec?.text): Promise<{ corpus: Corpus; info: TextInfo }> {
    if (!text) {
      throw new CourseError(
        'bad-argument',
        `What "${summary.name}" learned from is not known here, so there is no text to measure it on.`,
        'Choose a model that was trained here.',
      )
    }
    const loaded = await this.texts.load(text, summary.spec?.tokenizer)
    return { corpus: prepareCorpus(loaded.text, model.tokenizer), info: loaded.info }
  }
}

/** All weights of a model go on learning. */
function trainedFrom({ config, tokenizer, weights }: StoredModel['model'], settings: TrainingSettings, corpus: Corpus): Making {
  const layout = modelLayout(config)
  return {
    create: (device, state) =>
      Trainer.create(device, { config, settings, corpus, ...(state ? { state } : { weights: flatten(layout, weights) }) }),
    weightsOf: (all) => unflatten(layout, all),
    filesOf: (state) => writeModelFolder({ config, tokenizer, weights: unflatten(layout, state.weights) }),
  }
}

/** What gives up where a stopped job throws. */
const mustGoOn = (breathe: () => Promise<void>) => async (): Promise<boolean> => {
  await breathe()
  return false
}

/** A set of the course's own is called by its name. */
const titleOf = (id: string, title: string): string => (id === 'own' ? title : id)
