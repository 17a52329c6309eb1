/** Trains a translator of the small world's sentences, and has it translate: what figures compare the three families by. */
import { answerRows, BEGIN, END, FILL, pairCorpus, ROW, sourceRow, wordsOf } from '../data/pairs.ts'
import { CourseError } from '../errors.ts'
import { initialWeights } from '../model/init.ts'
import { readsOneRow, translatorLayout, translatorPlan, translatorTrainingPlan } from '../model/translatorPlans.ts'
import type { TranslatorConfig, TranslatorFamily } from '../model/translators.ts'
import { owning } from '../owned.ts'
import { streamKey, uniform } from '../random.ts'
import type { Program, Runtime } from '../runtime/runtime.ts'
import { learningRateAt } from '../schedule.ts'
import { ADAM } from './settings.ts'

export interface TranslatorSpec {
  kind: 'translator'
  family: TranslatorFamily
  /** blocks of each stack */
  layers: number
  heads: number
  width: number
  /** 0: `weights` are asked as they are */
  steps: number
  seed: number
  /** of an earlier result; default random ones by the seed */
  weights?: Float32Array
  /** to be translated in the end */
  sentences: string[]
}

export interface TranslatorEvent {
  kind: 'translator'
  step: number
  /** mean cross-entropy of the answers' tokens in a batch, nats */
  loss: number
}

export interface Translation {
  source: string[]
  words: string[]
  /** with which each word was written from each of the source's; of the encoder–decoder's cross-attention, mean of the heads; else null. [words][ROW] */
  shares: number[][] | null
}

export interface TranslatorResult extends TranslatorEvent {
  status: 'done' | 'stopped'
  parameters: number
  weights: Float32Array
  /** share of held-out sentences whose translation is right word for word */
  exact: number
  heldOut: number
  translations: Translation[]
}

export interface TranslatorTools {
  runtime: Runtime
  stopped(): boolean
  now(): number
  yieldToMessages(): Promise<void>
}

const [TRAIN, HELD_OUT, BATCH, RATE, EVENT_MS] = [4000, 192, 32, 2e-3, 150]
const WORLD_SEED = 1

export function trainTranslator(
  spec: TranslatorSpec,
  { runtime, stopped, now, yieldToMessages }: TranslatorTools,
  onEvent: (event: TranslatorEvent) => void,
): Promise<TranslatorResult> {
  return owning(async (owner) => {
    check(spec)
    const corpus = pairCorpus(WORLD_SEED, TRAIN, HELD_OUT)
    const { vocabulary } = corpus
    const { family, layers: nLayer, heads: nHead, width: nEmbd, steps, seed } = spec
    const config: TranslatorConfig = { family, nLayer, nHead, nEmbd, time: ROW, nVocab: vocabulary.length }
    // Read before anything is trained: a word that is not known is told at once.
    const asked = spec.sentences.map((sentence) => sourceRow(vocabulary, sentence))
    const layout = translatorLayout(config)
    if (spec.weights && spec.weights.length !== layout.size) {
      const [given, wanted] = [spec.weights.length, layout.size]
      throw new CourseError('bad-config', `${given} weights are given to a net that has ${wanted}.`, 'Give it those of its own result.')
    }
    const store = owner.own(await runtime.createStore(layout, { training: steps > 0 }))
    store.write('weight', spec.weights ?? initialWeights(layout, seed))

    let [step, loss] = [0, Number.NaN]
    if (steps > 0) {
      const optimizer = { ...ADAM, weightDecay: 0.01, clip: 1 }
      const program = owner.own(await store.compile(translatorTrainingPlan(config, layout, BATCH, optimizer)))
      const rows = corpus.train.map(({ english, french }) => ({
        source: sourceRow(vocabulary, english),
        ...answerRows(vocabulary, french),
      }))
      let told = now()
      while (step < steps && !stopped()) {
        const key = streamKey(seed, ++step, 1)
        const batch = Array.from({ length: BATCH }, (_, i) => rows[Math.floor(uniform(key, i) * rows.length)]!)
        const counts = batch.flatMap(({ targets }) => targets.map((id) => Number(id !== FILL)))
        const count = counts.reduce((a, b) => a + b)
        writeRows(
          config,
          program,
          batch.map(({ source }) => source),
          batch.map(({ read }) => read),
        )
        program.write('targets', Int32Array.from(batch.flatMap(({ targets }) => targets)))
        program.write(
          'loss weights',
          Float32Array.from(counts, (x) => x / count),
        )
        program.replay({
          step,
          learningRate: learningRateAt(step, { learningRate: RATE, warmup: Math.ceil(steps / 10), steps }),
          seed,
          position: 0,
        })
        if (now() - told > EVENT_MS || step === steps) {
          loss = (await program.read('losses')).reduce((sum, x, i) => sum + (x * counts[i]!) / count, 0)
          onEvent({ kind: 'translator', step, loss })
          told = now()
          await yieldToMessages()
        }
      }
      await program.finish()
    }

    const translate = async (sources: number[][], inspect: boolean): Promise<{ ids: number[][]; shares: Float32Array | null }> => {
      const program = await store.compile(translatorPlan(config, layout, sources.length, inspect))
      try {
        const ids = await greedy(config, program, sources)
        const map = inspect && family === 'encoder-decoder' ? `decoder.${nLayer - 1}.cross.probs` : null
        return { ids, shares: map ? await program.read(map) : null }
      } finally {
        program.destroy()
      }
    }
    const held = steps > 0 ? corpus.heldOut : []
    let right = 0
    const CHUNK = 64
    for (let from = 0; from < held.length; from += CHUNK) {
      const some = held.slice(from, from + CHUNK)
      const { ids } = await translate(
        some.map(({ english }) => sourceRow(vocabulary, english)),
        false,
      )
      right += some.filter(({ french }, i) => ids[i]!.map((id) => vocabulary[id]).join(' ') === wordsOf(french).join(' ')).length
      await yieldToMessages()
    }
    const { ids, shares } = asked.length > 0 ? await translate(asked, true) : { ids: [], shares: null }
    return {
      kind: 'translator',
      step,
      loss,
      status: step < steps ? 'stopped' : 'done',
      parameters: layout.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
      weights: await store.read('weight'),
      exact: held.length > 0 ? right / held.length : Number.NaN,
      heldOut: held.length,
      translations: ids.map((words, i) => ({
        source: wordsOf(spec.sentences[i]!),
        words: words.map((id) => vocabulary[id]!),
        shares: shares && words.map((_, row) => meanOverHeads(shares, i, nHead, row)),
      })),
    }
  })
}

function check({ layers, heads, width, steps }: TranslatorSpec): void {
  const refuse = (message: string, hint: string): never => {
    throw new CourseError('bad-config', message, hint)
  }
  const whole = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high
  if (!whole(layers, 1, 12)) refuse(`${layers} blocks are asked for.`, 'Use 1 to 12.')
  if (!whole(width, 1, 512)) refuse(`A width of ${width} is asked for.`, 'Use 1 to 512.')
  if (!whole(heads, 1, width) || width % heads !== 0)
    refuse(`${heads} heads do not divide a width of ${width}.`, 'Choose a number of heads that divides the width.')
  if (!whole(steps, 0, 20_000)) refuse(`${steps} steps are asked for.`, 'Use 1 to 20,000, or 0 to ask given weights as they are.')
}

/** The likeliest word at each place, until all have ended. [sentences][words] */
async function greedy(config: TranslatorConfig, program: Program, sources: number[][]): Promise<number[][]> {
  const { nVocab: V } = config
  const answers = sources.map(() => [BEGIN, ...new Array<number>(ROW - 1).fill(FILL)])
  const ended = sources.map(() => -1)
  for (let t = 0; t < ROW && ended.includes(-1); t++) {
    writeRows(config, program, sources, answers)
    program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    const logits = await program.read('logits')
    answers.forEach((answer, i) => {
      const row = logits.subarray((i * ROW + t) * V, (i * ROW + t + 1) * V)
      const best = row.reduce((top, z, id) => (id !== FILL && z > row[top]! ? id : top), END)
      if (ended[i] === -1 && (best === END || t === ROW - 1)) ended[i] = t
      else if (ended[i] === -1) answer[t + 1] = best
    })
  }
  // One more pass, so that what is read afterwards is of the whole answers.
  writeRows(config, program, sources, answers)
  program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
  return answers.map((answer, i) => answer.slice(1, 1 + ended[i]!))
}

function writeRows(config: TranslatorConfig, program: Program, sources: number[][], answers: number[][]): void {
  if (readsOneRow(config)) program.write('ids', Int32Array.from(sources.flatMap((source, i) => [...source, ...answers[i]!])))
  else {
    program.write('source', Int32Array.from(sources.flat()))
    program.write('answer', Int32Array.from(answers.flat()))
  }
}

/** shares [B,H,ROW,ROW] → those of one sentence's row [ROW], mean over the heads */
const meanOverHeads = (shares: Float32Array, sentence: number, heads: number, row: number): number[] =>
  Array.from({ length: ROW }, (_, column) => {
    let sum = 0
    for (let h = 0; h < heads; h++) sum += shares[((sentence * heads + h) * ROW + row) * ROW + column]!
    return sum / heads
  })
