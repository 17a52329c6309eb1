/** Teaches a language model to answer: dialogues as rows of turns, in which only the answers' tokens count. */
import type { Model, ModelFolder } from '../checkpoint/model.ts'
import { type ModelConfig, parameterCount } from '../config.ts'
import { type Dialogue, HEARD, someDialogues } from '../data/dialogues.ts'
import { grownConfig, grownInto } from '../finetune/grow.ts'
import { TaskTokenizer } from '../finetune/tokens.ts'
import { modelLayout } from '../model/plans.ts'
import { Owner } from '../owned.ts'
import { streamKey, uniform } from '../random.ts'
import { learningRateAt } from '../schedule.ts'
import type { TranslatorTools } from '../train/translators.ts'
import { equalWeights, weightedTrainingPlan } from '../train/weightedPlan.ts'
import { Chatbot } from './chatbot.ts'
import { readChatbot, writeChatbot } from './folder.ts'
import { type ChatReport, commonAnswers, gradeChatbot } from './grade.ts'

export interface ChatSpec {
  kind: 'chat'
  steps: number
  /** rows in a step */
  batch: number
  /** peak; warm-up and cosine as in GPT-1 */
  learningRate: number
  seed: number
  /** dialogues to learn from */
  dialogues: number
  /** held-out dialogues that it is graded on in the end */
  heldOut: number
  /** which tokens the model is taught to predict: the answers', or all */
  loss: 'answers' | 'all'
}

export interface ChatEvent {
  kind: 'chat'
  step: number
  /** mean cross-entropy of the counted tokens of a batch, nats */
  loss: number
}

export interface ChatResult extends ChatEvent {
  status: 'done' | 'stopped'
  /** the chatbot in 8 bits, as `readChatbot` reads it: what is graded, asked and published */
  files: ModelFolder
  parameters: number
  report: ChatReport
}

/** The seed of the dialogues that are learned from, and of the held-out ones: never that of pre-training. */
const [TRAIN_SEED, HELD_OUT_SEED] = [3000, 4000]
const EVENT_MS = 150

export const heldOutDialogues = (count: number): Dialogue[] => someDialogues(count, HELD_OUT_SEED, true)
export const trainingDialogues = (count: number): Dialogue[] => someDialogues(count, TRAIN_SEED)

interface Row {
  read: Int32Array
  targets: Int32Array
  counted: boolean[]
}

/** As many turns of a dialogue as fit in `time` tokens, with what comes next at each place. */
export function rowOf({ story, exchanges }: Dialogue, tokenizer: TaskTokenizer, time: number, loss: ChatSpec['loss']): Row {
  const { special } = tokenizer
  const [ids, counted]: [number[], boolean[]] = [[], []]
  const turns = [...(story ? [{ question: story, answer: HEARD }] : []), ...exchanges]
  for (const { question, answer } of turns) {
    const said = [special.start, ...tokenizer.encode(question), special.delimiter]
    const answered = [...tokenizer.encode(answer), special.extract]
    if (ids.length + said.length + answered.length > time + 1) break
    ids.push(...said, ...answered)
    counted.push(...said.map(() => loss === 'all'), ...answered.map(() => true))
  }
  const fill = (list: ArrayLike<number>): Int32Array => {
    const row = new Int32Array(time).fill(special.delimiter)
    row.set(Array.from(list))
    return row
  }
  return {
    read: fill(ids.slice(0, -1)),
    targets: fill(ids.slice(1)),
    counted: Array.from({ length: time }, (_, t) => counted[t + 1] ?? false),
  }
}

/** @throws CourseError 'bad-config' for a model that cannot be taught, 'bad-tokenizer' for one that was taught before */
export async function trainChatbot(
  base: Pick<Model, 'config' | 'tokenizer' | 'weights'>,
  settings: ChatSpec,
  { runtime, stopped, now, yieldToMessages }: TranslatorTools,
  onEvent: (event: ChatEvent) => void,
): Promise<ChatResult> {
  const owner = new Owner()
  try {
    const { steps, batch, seed } = settings
    const tokenizer = new TaskTokenizer(base.tokenizer)
    const config: ModelConfig = grownConfig(base.config)
    const layout = modelLayout(config)
    const store = owner.own(await runtime.createStore(layout))
    store.write('weight', grownInto(layout, base.config, base.weights, seed))
    const dialogues = trainingDialogues(settings.dialogues)
    const rows = dialogues
      .map((one) => rowOf(one, tokenizer, config.nCtx, settings.loss))
      // Of a story that a short context has no room for, nothing is left.
      .filter(({ counted }) => counted.some(Boolean))
    const program = owner.own(await store.compile(weightedTrainingPlan('chatbot', config, batch, config.nCtx)))
    let [step, loss, told] = [0, Number.NaN, now()]
    while (step < steps && !stopped()) {
      const key = streamKey(seed, ++step, 1)
      const some = Array.from({ length: batch }, (_, i) => rows[Math.floor(uniform(key, i) * rows.length)]!)
      const weights = equalWeights(some.flatMap(({ counted }) => counted))
      program.write('ids', joined(some.map(({ read }) => read)))
      program.write('targets', joined(some.map(({ targets }) => targets)))
      program.write('loss weights', weights)
      const learningRate = learningRateAt(step, { learningRate: settings.learningRate, warmup: Math.ceil(steps / 20), steps })
      program.replay({ step, learningRate, seed, position: 0 })
      if (now() - told > EVENT_MS || step === steps) {
        loss = (await program.read('losses')).reduce((sum, x, i) => sum + x * weights[i]!, 0)
        onEvent({ kind: 'chat', step, loss })
        told = now()
        await yieldToMessages()
      }
    }
    const files = writeChatbot({ config, tokenizer, weights: await store.read('weight') })
    const chatbot = owner.own(await Chatbot.open(runtime, readChatbot(files)))
    const baseline = commonAnswers(dialogues)
    const report = await gradeChatbot(chatbot, heldOutDialogues(settings.heldOut), baseline, yieldToMessages)
    return { kind: 'chat', status: step < steps ? 'stopped' : 'done', step, loss, files, parameters: parameterCount(config), report }
  } finally {
    owner.destroy()
  }
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
