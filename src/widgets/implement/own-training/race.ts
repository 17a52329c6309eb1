/** One run twice: by the core, and by the learner's code, from the same weights, over the same batches. */
import { Batcher } from '../../../core/data/batches.ts'
import { prepareCorpus } from '../../../core/data/corpus.ts'
import { worldText } from '../../../core/data/world/text.ts'
import { CharacterTokenizer } from '../../../core/tokenizer/characters.ts'
import { EXERCISES, type Numbers } from '../../../exercises/exercise.ts'
import { earlierCode, type Pieces } from '../../../exercises/check.ts'
import { exercises } from '../../../exercises/all.ts'
import { stripTypes } from '../../../exercises/strip.ts'
import { ownRun } from '../../../experiments/ownRun.ts'
import type { Run } from '../../../sandbox/run.ts'
import type { CoreApi, RunSpec } from '../../../worker/protocol.ts'

/** So small that plain loops train it in a minute: 16,000 parameters. */
export const SIZES = { nLayer: 1, nHead: 4, nEmbd: 32, nCtx: 32, dropout: 0 } as const
const BATCH = 8
/** Held-out loss after 600 steps over seeds 1 to 3: 1.36, 1.44, 1.42; at .005 with first weights of .02 it is 1.83, 1.75, 1.71. */
const RATE = 0.01
const INIT_STD = 0.1
/** Characters of the small world that are learned from, where the learner has brought no text. */
const CHARACTERS = 60_000
/** Characters that are written at the end. */
const WRITTEN = 160
/** The longest that the learner's code may take. */
const SECONDS = 300

export interface Race {
  core: readonly number[]
  mine: readonly number[]
  /** what the learner's code wrote at its end, after the first characters of the text */
  written: string
  /** of the core's held-out loss at the end, and of a table of pairs, nats */
  validationLoss: number
  bigramLoss: number
  /** lines of code, without empty ones and comments */
  lines: number
  /** exercises whose code is the learner's */
  own: readonly string[]
  /** how long the learner's code took, s; 0 while it runs */
  seconds: number
  steps: number
}

const specOf = (steps: number, seed: number, text: RunSpec['text']): RunSpec => ({
  text,
  sizes: SIZES,
  training: {
    batch: BATCH,
    steps,
    learningRate: RATE,
    warmup: 0,
    weightDecay: 0.01,
    clip: 0,
    evalEvery: 0,
    seed,
    schedule: 'constant',
    initStd: INIT_STD,
  },
  samplePrompt: 'The',
})

/** Calls the learner's train, and then their sample. */
const BODY = `
  const config = { nLayer: given.nLayer, nHead: given.nHead, nCtx: given.nCtx }
  const size = given.time + 1
  const window = (i) => given.windows.slice(i * size, i * size + size)
  const batches = Array.from({ length: given.steps }, (_, s) => Array.from({ length: given.batch }, (_, b) => window(s * given.batch + b)))
  let state = given.seed
  const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32 }
  return (function* () {
    yield* train(given.p, config, batches, given.rate)
    return sample(given.p, config, given.prompt, given.count, random)
  })()`

/**
 * @param pieces the learner's code; of the exercises that are missing, the lesson's
 * @throws PlainError where the core or the sandbox cannot, or the code does not get to its end
 */
export async function race(
  core: CoreApi,
  { own, steps, seed }: { own?: string | undefined; steps: number; seed: number },
  pieces: Pieces,
  run: Run,
  signal: AbortSignal,
  onProgress: (so: Race) => void,
): Promise<Race> {
  const text = own ?? worldText(seed, CHARACTERS)
  const tokenizer = CharacterTokenizer.fromText(text)
  const source = await wholeCode(pieces)
  let so: Race = {
    core: [],
    mine: [],
    written: '',
    validationLoss: Number.NaN,
    bigramLoss: Number.NaN,
    lines: source.lines,
    own: Object.keys(pieces),
    seconds: 0,
    steps,
  }
  let weights: Record<string, Numbers> = {}
  const trained = await ownRun(core, { own: text }, (ref) => specOf(steps, seed, ref), {
    async read({ id }, info) {
      const names = (await core.tensorNames({ id }, text.slice(0, 8))).map(({ name }) => name)
      const parameters = names.filter((name) => /\.(weight|bias)$/.test(name) && !name.startsWith('grad/'))
      const first = await core.weights({ id, step: 0 }, parameters)
      weights = Object.fromEntries(first.map(({ name, shape, data }) => [name, { shape, data: Float64Array.from(data) }]))
      so = { ...so, bigramLoss: info.bigramLoss }
    },
    onProgress: ({ curve }) => onProgress({ ...so, core: curve.map(({ loss }) => loss) }),
  })
  so = { ...so, core: trained.curve.map(({ loss }) => loss), validationLoss: trained.evaluations.at(-1)?.validationLoss ?? Number.NaN }
  onProgress(so)
  const began = performance.now()
  const mine: number[] = []
  const outcome = await run(
    {
      code: source.code,
      calls: [
        {
          body: BODY,
          given: {
            p: weights,
            windows: windows(tokenizer, text, steps, seed),
            prompt: tokenizer.encode(text.slice(0, 12)),
            ...{ steps, seed, batch: BATCH, time: SIZES.nCtx, rate: RATE, count: WRITTEN },
            ...{ nLayer: SIZES.nLayer, nHead: SIZES.nHead, nCtx: SIZES.nCtx },
          },
        },
      ],
    },
    {
      seconds: SECONDS,
      signal,
      onReport(rows) {
        mine.push(...rows.map(([loss]) => loss!))
        onProgress({ ...so, mine: [...mine] })
      },
    },
  )
  const [came] = outcome.came
  const thrown = outcome.broken ?? (came && 'error' in came ? came.error : null)
  if (thrown)
    throw {
      code: 'bad-argument',
      message: `Your code ended at step ${mine.length + 1}: ${thrown.message}`,
      hint: 'Run the tests of the exercises again.',
    }
  if (!came || !('numbers' in came)) throw endedAs(outcome.why, mine.length)
  return {
    ...so,
    mine,
    written: tokenizer.decode(Int32Array.from(came.numbers.out?.data ?? [])),
    seconds: (performance.now() - began) / 1000,
  }
}

const endedAs = (why: string, step: number) =>
  why === 'stopped'
    ? { code: 'stopped', message: 'It was stopped.', hint: '' }
    : {
        code: 'bad-argument',
        message: `Your code was ended at step ${step}: ${why === 'time' ? `it took more than ${SECONDS} seconds` : 'it took too much memory, or said too much'}.`,
        hint: 'Run the tests of the exercises again, or take fewer steps.',
      }

/** The pieces of all windows, one after the other, as the core draws them; each with the token after it. */
function windows(tokenizer: CharacterTokenizer, text: string, steps: number, seed: number): Int32Array {
  const { train } = prepareCorpus(text, tokenizer)
  const batcher = new Batcher(train, { batch: BATCH, time: SIZES.nCtx, seed })
  const size = SIZES.nCtx + 1
  const all = new Int32Array(steps * BATCH * size)
  for (let step = 0; step < steps; step++) {
    const { ids, targets } = batcher.next()
    for (let b = 0; b < BATCH; b++) {
      const at = (step * BATCH + b) * size
      all.set(ids.subarray(b * SIZES.nCtx, (b + 1) * SIZES.nCtx), at)
      all[at + SIZES.nCtx] = targets[(b + 1) * SIZES.nCtx - 1]!
    }
  }
  return all
}

/** All pieces as JavaScript, and how many lines of code they are as they were written. */
async function wholeCode(pieces: Pieces): Promise<{ code: string; lines: number }> {
  const last = EXERCISES.at(-1)!
  const of = (id: (typeof EXERCISES)[number]): string => pieces[id] ?? exercises[id].solution
  const stripped = await stripTypes(of(last))
  if ('error' in stripped) throw { code: 'bad-argument', message: stripped.error.message, hint: 'Mend it in the exercise.' }
  return { code: `${await earlierCode(last, pieces)}${stripped.code}`, lines: EXERCISES.reduce((all, id) => all + linesOf(of(id)), 0) }
}

/** Lines that hold code. */
export const linesOf = (code: string): number =>
  code.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length

/** Mean of the last so many steps. */
const LAST = 50
export const lastLoss = (losses: readonly number[]): number => {
  const last = losses.slice(-LAST)
  return last.reduce((sum, loss) => sum + loss, 0) / last.length
}

/** The largest difference of a step's two losses, nats. */
export const difference = ({ core, mine }: Pick<Race, 'core' | 'mine'>): number =>
  mine.reduce((top, loss, i) => Math.max(top, Math.abs(loss - (core[i] ?? loss))), 0)
