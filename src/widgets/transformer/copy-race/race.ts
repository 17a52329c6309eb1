/** Both models, trained on the same lines, and what each writes of lines that it has not seen. */
import { copyLine, copyText } from '../../../core/data/copies.ts'
import { experiment, type Experiment } from '../../../experiments/experiment.ts'
import { prefixMatching } from '../../../experiments/induction.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, ModelHandle, ModelSizes, RunSpec, TextRef } from '../../../worker/protocol.ts'

export const POSITIONS = ['learned', 'sinusoidal', 'rotary', 'none'] as const

export interface Build {
  layers: number
  heads: number
  width: number
  positions: (typeof POSITIONS)[number]
  mask: 'causal' | 'none'
  steps: number
  seed: number
}

export interface Run extends Experiment {
  /** share of the second words' letters that it writes right; null until the run has ended */
  right: number | null
  /** one line that it was asked for, and what it wrote at each place */
  line: { word: string; written: string } | null
  /** by [layer][head]; null for a model without heads */
  matching: number[][] | null
}

export interface Progress {
  transformer: Run
  rnn: Run | null
}

export interface Outcome extends Progress {
  rnn: Run
}

/** A window that holds a whole line, wherever it begins. */
const WINDOW = 44
const [LINES, TEXT_SEED, ASKED_SEED, ASKED] = [6000, 1, 1001, 16]
const GREEDY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

const sizesOf = ({ layers, heads, width, positions, mask }: Build): ModelSizes => ({
  nLayer: layers,
  nHead: heads,
  nEmbd: width,
  nCtx: WINDOW,
  dropout: 0,
  variant: { positions },
  ...(mask === 'none' && { surgery: { noMask: true } }),
})

const specOf = (text: TextRef, sizes: ModelSizes, { steps, seed }: Build): RunSpec => ({
  text,
  sizes,
  training: {
    batch: 16,
    steps,
    learningRate: 3e-3,
    warmup: Math.ceil(steps / 10),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: Math.max(1, Math.ceil(steps / 4)),
    seed,
  },
  samplePrompt: 'abc',
})

/** The narrowest RNN of one layer that has as many parameters, in eights. */
async function rnnSizes(core: CoreApi, spec: RunSpec): Promise<ModelSizes> {
  const { parameters } = await core.estimate(spec)
  for (let width = 16; ; width += 8) {
    const sizes: ModelSizes = { family: 'rnn', nLayer: 1, nHead: 1, nEmbd: width, nCtx: WINDOW, dropout: 0 }
    if ((await core.estimate({ ...spec, sizes })).parameters >= parameters || width >= 512) return sizes
  }
}

/** Both are trained on the same text; nothing stays. */
export async function race(core: CoreApi, build: Build, report: (so: Progress) => void = () => {}): Promise<Outcome> {
  return withText(core, { own: copyText(TEXT_SEED, LINES) }, async ({ ref }) => {
    const train = async (spec: RunSpec, tell: (run: Run) => void): Promise<Run> => {
      let asked: Pick<Run, 'right' | 'line' | 'matching'> = { right: null, line: null, matching: null }
      const done = await experiment(
        core,
        spec,
        (so) => tell({ ...so, ...asked }),
        async (trained) => {
          asked = { ...(await write(core, trained)), matching: spec.sizes.family === 'rnn' ? null : await matchingOf(core, trained) }
        },
      )
      return { ...done, ...asked }
    }
    const spec = specOf(ref, sizesOf(build), build)
    const transformer = await train(spec, (run) => report({ transformer: run, rnn: null }))
    const rnn = await train({ ...spec, sizes: await rnnSizes(core, spec) }, (run) => report({ transformer, rnn: run }))
    return { transformer, rnn }
  })
}

/** The likeliest letter at each place of a second word but its first, after what really stands before it: the line before, and the line so far. */
async function write(core: CoreApi, handle: ModelHandle): Promise<Pick<Run, 'right' | 'line'>> {
  let [right, places] = [0, 0]
  let line: Run['line'] = null
  for (let i = 0; i < ASKED; i++) {
    const { word, text } = copyLine(ASKED_SEED, i)
    let written = word[0]!
    for (let at = 1; at < word.length; at++) {
      const { candidates } = await core.nextToken(handle, `\n${text.slice(0, word.length + 1 + at)}`, GREEDY)
      const { token } = candidates[0]!
      written += token
      right += Number(token === word[at])
      places++
    }
    line ??= { word, written }
  }
  return { right: right / places, line }
}

async function matchingOf(core: CoreApi, handle: ModelHandle): Promise<number[][]> {
  const all: number[][][] = []
  for (let i = 0; i < ASKED; i++) {
    const { word, text } = copyLine(ASKED_SEED, i)
    all.push(prefixMatching(await core.attention(handle, `\n${text}`), word.length + 2))
  }
  return all[0]!.map((row, l) => row.map((_, h) => all.reduce((sum, one) => sum + one[l]![h]!, 0) / ASKED))
}

export function readingsOf({ transformer, rnn }: Outcome) {
  return {
    right: transformer.right!,
    rightRnn: rnn.right!,
    parameters: transformer.parameters,
    parametersRnn: rnn.parameters,
    matching: Math.max(...transformer.matching!.flat()),
  }
}
