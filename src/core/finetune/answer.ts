/** A tuned model asked: a text, a pair, or a text and its answers, encoded as the task had them and scored by the head. */
import { owning, type Owner } from '../owned.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import { checkKnown, type UnknownCharacters } from '../tokenizer/unknown.ts'
import { Classifier } from './classifier.ts'
import { type ClassifierModel, headRows } from './classifierFolder.ts'
import { taskLayout } from './grow.ts'
import type { TaskInput } from './inputs.ts'
import { encodeInput, longest } from './task.ts'

export interface Answer {
  /** the task's, or the answers that were given */
  labels: readonly string[]
  /** before the softmax, by label */
  scores: number[]
  /** softmax of the scores */
  shares: number[]
  /** number of the label with the highest score */
  answer: number
  input: TaskInput
  unknown: UnknownCharacters | null
}

/** A tuned model on a device, with a program for each length of text that it was asked. */
export class Answerer {
  private readonly programs = new Map<string, Classifier>()

  private constructor(
    readonly model: ClassifierModel,
    private readonly store: ParameterStore,
    private readonly owner: Owner,
  ) {}

  static create(runtime: Runtime, model: ClassifierModel): Promise<Answerer> {
    return owning(async (owner) => {
      const store = owner.own(await runtime.createStore(taskLayout(model.config, headRows(model)), { training: false }))
      store.write('weight', model.weights)
      return new Answerer(model, store, owner)
    })
  }

  /** @param texts one, a pair, or a text and its answers @throws CourseError 'bad-argument' for another number, 'bad-text' where too little of them is known */
  async ask(texts: readonly string[]): Promise<Answer> {
    const { config, tokenizer, form, keep, ...model } = this.model
    const unknown = checkKnown(tokenizer, texts.join(''), 'prompt')
    const input = encodeInput(form, texts, tokenizer, { time: config.nCtx, keep })
    const labels = form === 'choice' ? texts.slice(1) : model.labels
    const classifier = await this.programFor(roomFor(longest([input]), config.nCtx), labels.length)
    const scores = [...(await classifier.scores([{ input, label: 0 }]))]
    const top = Math.max(...scores)
    const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0)
    return { labels, scores, shares: scores.map((score) => Math.exp(score - top) / total), answer: scores.indexOf(top), input, unknown }
  }

  destroy(): void {
    this.owner.destroy()
  }

  private async programFor(time: number, labels: number): Promise<Classifier> {
    const { config, tokenizer, form } = this.model
    const key = `${time} ${labels}`
    const known = this.programs.get(key)
    if (known) return known
    const layout = taskLayout(config, headRows(this.model))
    const shape = { form, labels, batch: 1, time }
    const made = this.owner.own(await Classifier.create(this.store, config, layout, shape, tokenizer.special))
    this.programs.set(key, made)
    return made
  }
}

const SHORTEST = 16

/** The next power of two: a text that grows by a letter seldom needs another program, and what follows its last token changes nothing. */
function roomFor(length: number, nCtx: number): number {
  let room = SHORTEST
  while (room < length) room *= 2
  return Math.min(room, nCtx)
}
