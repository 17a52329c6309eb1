/** Models on their way to everybody: packed in 8 bits, measured as they are packed, and put into one page with their card. */
import { flatten } from '../core/checkpoint/tensors.ts'
import { Answerer } from '../core/finetune/answer.ts'
import { modelLayout } from '../core/model/plans.ts'
import { CourseError } from '../core/errors.ts'
import { publishedPage, type Publication } from '../core/publish/page.ts'
import { packPublishable, readPublished } from '../core/publish/published.ts'
import { readChatbot } from '../core/chat/folder.ts'
import { heldOutDialogues } from '../core/chat/train.ts'
import { retoldCorpus } from '../core/data/retold.ts'
import { Reteller } from '../core/retell/reteller.ts'
import { readReteller, RETELLER_FILES } from '../core/retell/folder.ts'
import { scoresOf } from '../core/score/scores.ts'
import { EXAMPLES } from '../core/saved/saved.ts'
import type { ClassifierModel } from '../core/finetune/classifierFolder.ts'
import type { ModelFolder } from '../core/checkpoint/model.ts'
import { chatCard, classifierCard, type Heard, retellCard, writerCard } from './cards.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { makerOf } from './examples.ts'
import type { Inspection } from './inspection.ts'
import type { Models } from './models.ts'
import type {
  AskedReteller,
  ChatFiles,
  ChatReport,
  ModelSummary,
  Published,
  PublishedThing,
  PublishedWords,
  Retelling,
  RetellTask,
  TunedTask,
} from './protocol.ts'
import { fileBase } from './transfer.ts'

/** Held-out items of each task that a published reteller is measured on. */
const RETOLD = 60
const EXAMPLES_SHOWN = 8

export class Publishing {
  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly models: Models,
    private readonly inspection: Inspection,
  ) {}

  async publish(what: PublishedThing, words: PublishedWords): Promise<Published> {
    if (words.name.trim() === '') throw new CourseError('bad-argument', 'The model has no name.', 'Give it one: it is the page’s title.')
    const heard: Heard = { ...words, name: words.name.trim(), date: new Date().toISOString().slice(0, 10) }
    const publication = await this.publication(what, heard)
    const html = await publishedPage(publication, await this.env.player())
    return { fileName: `${fileBase(heard.name)}.html`, data: new TextEncoder().encode(html) }
  }

  private publication(what: PublishedThing, heard: Heard): Promise<Publication> {
    if ('chatbot' in what) return this.chatbot(what.chatbot, what.report, heard)
    if ('reteller' in what) return this.reteller(what.reteller, what.tasks, heard)
    return this.kept(what.modelId, heard)
  }

  private async kept(modelId: string, heard: Heard): Promise<Publication> {
    const { summary, saved } = await this.models.open(modelId)
    if (saved.kind === 'classifier' && summary.kind === 'classifier') {
      const files = packPublishable({ kind: 'classify', classifier: saved.classifier })
      const { measured, examples } = await this.accuracy(files, summary.task, saved.files)
      return { kind: 'classify', files, card: classifierCard(summary, summary.task, measured, heard), examples }
    }
    const files = packPublishable(
      saved.kind === 'quantized'
        ? { kind: 'write', packed: saved.packed }
        : { kind: 'write', model: (await this.models.load(modelId)).model },
    )
    return {
      kind: 'write',
      files,
      card: writerCard(summary, await this.lossOf(modelId, summary, files), heard),
      examples: [[summary.spec?.samplePrompt ?? '']],
    }
  }

  /** In nats a token, as it is packed; null where its text is not here. */
  private async lossOf(modelId: string, summary: ModelSummary, files: ModelFolder): Promise<number | null> {
    const packed = readPublished('write', files)
    if (packed.kind !== 'write' || summary.spec === null) return null
    const weights = flatten(modelLayout(packed.model.config), packed.model.weights)
    return (await this.inspection.lossOfWeights({ id: modelId }, weights))?.loss ?? null
  }

  /** As it is packed, where its examples can be had; and the first of those that are held out. */
  private async accuracy(files: ModelFolder, task: TunedTask, kept: ReadonlyMap<string, Uint8Array>) {
    const make = await makerOf(this.env, task.id, kept.get(EXAMPLES))
    if (!make) return { measured: null, examples: [] }
    const { heldOut } = make({ train: task.train, heldOut: task.heldOut })
    const packed = readPublished('classify', files) as { classifier: ClassifierModel }
    const { runtime } = await this.devices.get()
    const answerer = await Answerer.create(runtime, packed.classifier)
    try {
      let right = 0
      for (const { texts, label } of heldOut) {
        if ((await answerer.ask(texts)).answer === label) right++
        await this.env.yieldToMessages()
      }
      return { measured: { right, of: heldOut.length }, examples: heldOut.slice(0, EXAMPLES_SHOWN).map(({ texts }) => texts) }
    } finally {
      answerer.destroy()
    }
  }

  private async reteller(asked: AskedReteller, tasks: readonly RetellTask[], heard: Heard): Promise<Publication> {
    const files = asked === 'shipped' ? await this.shippedReteller() : packPublishable({ kind: 'retell', reteller: asked })
    const model = readReteller(files)
    const { heldOut } = retoldCorpus({ stories: 1, heldOut: RETOLD })
    const items = tasks.flatMap((task) => heldOut[task])
    const { runtime } = await this.devices.get()
    const reteller = await Reteller.open(runtime, model)
    try {
      const retold: Retelling[] = []
      for (const item of items) {
        retold.push(await reteller.retell(item))
        await this.env.yieldToMessages()
      }
      const scores = tasks.map((task) => {
        const own = retold.filter((one) => one.task === task)
        return { task, model: scoresOf(own), baseline: scoresOf(own.map((one) => ({ ...one, written: one.baseline }))) }
      })
      const examples = tasks.flatMap((task) => heldOut[task].slice(0, EXAMPLES_SHOWN).map(({ source }) => [task, source]))
      return { kind: 'retell', files, card: retellCard(model.config, scores, heard), examples }
    } finally {
      reteller.destroy()
    }
  }

  private async shippedReteller(): Promise<ModelFolder> {
    const files = await this.env.fetchShipped('reteller', RETELLER_FILES)
    if (!files) throw new CourseError('not-found', 'The model that comes with the course is not there.', 'Reload the page.')
    return packPublishable({ kind: 'retell', reteller: readReteller(files) })
  }

  private async chatbot(files: ChatFiles, report: ChatReport, heard: Heard): Promise<Publication> {
    const { config } = readChatbot(files)
    const examples = heldOutDialogues(EXAMPLES_SHOWN).flatMap(({ story, exchanges }) => [
      ...(story ? [[story]] : []),
      ...exchanges.slice(0, 2).map(({ question }) => [question]),
    ])
    const folder: ModelFolder = new Map([...files].map(([name, bytes]) => [name, new Uint8Array(bytes)]))
    return { kind: 'chat', files: folder, card: chatCard(config, report, heard), examples }
  }
}
