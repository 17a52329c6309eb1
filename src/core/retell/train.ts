/** Trains a GPT to retell: sources and targets as one sequence, a delimiter between them that says what is to be made. */
import type { ModelConfig } from '../config.ts'
import { learnDictionary } from '../data/baselines.ts'
import { CONTEXT, type Item, MOST_TOKENS, retoldCorpus, rowOf, type Task, TASKS } from '../data/retold.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import { owning } from '../owned.ts'
import { streamKey, uniform } from '../random.ts'
import { scoresOf, type Scores } from '../score/scores.ts'
import { learningRateAt } from '../schedule.ts'
import { Reteller, type RetellerModel, type Retelling } from './reteller.ts'
import type { TranslatorTools } from '../train/translators.ts'
import { equalWeights, weightedTrainingPlan } from '../train/weightedPlan.ts'

export interface Seq2SeqSpec {
  kind: 'seq2seq'
  /** one model may learn both */
  tasks: readonly Task[]
  layers: number
  heads: number
  width: number
  steps: number
  /** peak; warm-up and cosine as in GPT-1 */
  learningRate: number
  seed: number
  /** which tokens the model is taught to predict: those of the target, or those of the source too */
  loss: 'target' | 'all'
  /** stories to learn from */
  stories: number
  /** items of each task that it is tested on in the end */
  heldOut: number
}

export interface Seq2SeqEvent {
  kind: 'seq2seq'
  step: number
  /** mean cross-entropy of the counted tokens of a batch, nats */
  loss: number
}

export interface Seq2SeqResult extends Seq2SeqEvent {
  status: 'done' | 'stopped'
  model: RetellerModel
  parameters: number
  /** on held-out items, by task */
  scores: Partial<Record<Task, { model: Scores; baseline: Scores }>>
  retold: Retelling[]
}

/** Rows of a step: about as many tokens whichever task it is. */
const ROWS: Readonly<Record<Task, number>> = { summary: 16, french: 32 }
const EVENT_MS = 150

export function trainSeq2Seq(spec: Seq2SeqSpec, tools: TranslatorTools, onEvent: (event: Seq2SeqEvent) => void): Promise<Seq2SeqResult> {
  return owning(async (owner) => {
    const { runtime, stopped, now, yieldToMessages } = tools
    const { layers: nLayer, heads: nHead, width: nEmbd, steps, seed } = spec
    const tasks = TASKS.filter((task) => spec.tasks.includes(task))
    const { vocabulary, train, heldOut } = retoldCorpus(spec)
    const config: ModelConfig = { nLayer, nHead, nEmbd, nCtx: CONTEXT, nVocab: vocabulary.length, dropout: 0 }
    const layout = modelLayout(config)
    const store = owner.own(await runtime.createStore(layout))
    store.write('weight', initialWeights(layout, seed))
    const ids = new Map(vocabulary.map((word, id) => [word, id]))
    const rowsOf = (items: readonly Item[]) => items.map((item) => rowOf(ids, item, spec.loss))
    const learned = await Promise.all(
      tasks.map(async (task) => ({
        rows: rowsOf(train[task]),
        count: ROWS[task],
        program: owner.own(await store.compile(weightedTrainingPlan('sequence to sequence', config, ROWS[task], MOST_TOKENS[task]))),
      })),
    )
    let [step, loss] = [0, Number.NaN]
    let told = now()
    while (step < steps && !stopped()) {
      const { rows, count, program } = learned[step % learned.length]!
      const key = streamKey(seed, ++step, 1)
      const batch = Array.from({ length: count }, (_, i) => rows[Math.floor(uniform(key, i) * rows.length)]!)
      const weights = equalWeights(batch.flatMap((row) => row.counted))
      program.write('ids', Int32Array.from(batch.flatMap(({ read }) => read)))
      program.write('targets', Int32Array.from(batch.flatMap(({ targets }) => targets)))
      program.write('loss weights', weights)
      const learningRate = learningRateAt(step, { learningRate: spec.learningRate, warmup: Math.ceil(steps / 10), steps })
      program.replay({ step, learningRate, seed, position: 0 })
      if (now() - told > EVENT_MS || step === steps) {
        loss = (await program.read('losses')).reduce((sum, x, i) => sum + x * weights[i]!, 0)
        onEvent({ kind: 'seq2seq', step, loss })
        told = now()
        await yieldToMessages()
      }
    }
    const pairs = train.french.map(({ source, target }) => ({ english: source, french: target }))
    const dictionary = [...learnDictionary(tasks.includes('french') ? pairs : [])]
    const model: RetellerModel = { config, vocabulary, dictionary, weights: await store.read('weight') }
    const reteller = owner.own(await Reteller.open(runtime, model))
    const items = tasks.flatMap((task) => heldOut[task])
    const retold: Retelling[] = []
    for (const item of items) {
      retold.push(await reteller.retell(item))
      await yieldToMessages()
    }
    const scores = Object.fromEntries(
      tasks.map((task) => {
        const some = retold.filter((one) => one.task === task)
        return [task, { model: scoresOf(some), baseline: scoresOf(some.map((one) => ({ ...one, written: one.baseline }))) }]
      }),
    )
    const parameters = layout.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
    return { kind: 'seq2seq', step, loss, status: step < steps ? 'stopped' : 'done', model, parameters, scores, retold }
  })
}
