/** Both models, trained on the same lines, and what each writes of lines that it has not seen. */
import { copyLine, copyText } from '../../../core/data/copies.ts'
import { experiment, type Experiment } from '../../../experiments/experiment.ts'
import { shareAt } from '../../../experiments/induction.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, ModelHandle, ModelSizes, RunSpec, TextRef } from '../../../worker/protocol.ts'

export const POSITIONS = ['learned', 'sinusoidal', 'rotary', 'none'] as const
export const NORMS = ['after', 'before', 'none'] as const

export interface Build {
  layers: number
  heads: number
  width: number
  positions: (typeof POSITIONS)[number]
  norm: (typeof NORMS)[number]
  mask: 'causal' | 'none'
  /** in a word: all words are as long, so what is looked up lies `letters` tokens back */
  letters: number
  steps: number
  seed: number
}

export interface Run extends Experiment {
  /** share of the second words' letters that it writes right; null until the run has ended */
  right: number | null
  /** the lines that it was asked for, and what it wrote at each place */
  lines: { word: string; written: string }[]
  /** mean share on the letter that is to be written, by [layer][head]; null for a model without heads */
  matching: number[][] | null
}

export interface Progress {
  transformer: Run
  rnn: Run | null
}

export interface Outcome extends Progress {
  rnn: Run
}

const [LINES, TEXT_SEED, ASKED_SEED, ASKED] = [6000, 1, 1001, 16]
const GREEDY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** As long as a line: from the middle of the window on, every letter that can be looked up has its source in it. */
const windowOf = (letters: number): number => 2 * (letters + 1)

const sizesOf = ({ layers, heads, width, positions, norm, mask, letters }: Build): ModelSizes => ({
  nLayer: layers,
  nHead: heads,
  nEmbd: width,
  nCtx: windowOf(letters),
  dropout: 0,
  variant: { positions, norm: norm === 'before' ? 'pre' : 'post' },
  surgery: {
    ...(mask === 'none' && { noMask: true }),
    ...(norm === 'none' && { norms: Array.from({ length: layers }, (_, l) => [`h.${l}.ln_1`, `h.${l}.ln_2`]).flat() }),
  },
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
    const sizes: ModelSizes = { family: 'rnn', nLayer: 1, nHead: 1, nEmbd: width, nCtx: spec.sizes.nCtx, dropout: 0 }
    if ((await core.estimate({ ...spec, sizes })).parameters >= parameters || width >= 512) return sizes
  }
}

/** Both are trained on the same text; nothing stays. */
export async function race(core: CoreApi, build: Build, report: (so: Progress) => void = () => {}): Promise<Outcome> {
  return withText(core, { own: copyText(TEXT_SEED, LINES, build.letters) }, async ({ ref }) => {
    const train = async (spec: RunSpec, tell: (run: Run) => void): Promise<Run> => {
      let asked: Pick<Run, 'right' | 'lines' | 'matching'> = { right: null, lines: [], matching: null }
      const done = await experiment(
        core,
        spec,
        (so) => tell({ ...so, ...asked }),
        async (trained) => {
          const lines = await write(core, trained, build.letters)
          const matching = spec.sizes.family === 'rnn' ? null : await matchingOf(core, trained, build.letters)
          asked = { right: rightOf(lines), lines, matching }
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

/** Line `i` of those that are asked for: neither model has seen it. */
export const askedLine = (i: number, letters: number) => copyLine(ASKED_SEED, i, letters)

/** The likeliest letter at each place of a second word but its first, after what really stands before it: the line before, and the line so far. */
async function write(core: CoreApi, handle: ModelHandle, letters: number): Promise<Run['lines']> {
  const lines: Run['lines'] = []
  for (let i = 0; i < ASKED; i++) {
    const { word, text } = askedLine(i, letters)
    let written = word[0]!
    for (let at = 1; at < letters; at++) {
      const { candidates } = await core.nextToken(handle, `\n${text.slice(0, letters + 1 + at)}`, GREEDY)
      written += candidates[0]!.token
    }
    lines.push({ word, written })
  }
  return lines
}

/** Share of right letters at each place of the second word but the first, which is given: entry 0 is the second letter. */
export const rightAt = (lines: Run['lines']): number[] =>
  [...lines[0]!.word.slice(1)].map((_, i) => lines.filter(({ word, written }) => word[i + 1] === written[i + 1]).length / lines.length)

const rightOf = (lines: Run['lines']): number => rightAt(lines).reduce((sum, share) => sum + share, 0) / (lines[0]!.word.length - 1)

async function matchingOf(core: CoreApi, handle: ModelHandle, letters: number): Promise<number[][]> {
  const all: number[][][] = []
  for (let i = 0; i < ASKED; i++) {
    // The last letter asks for the end of the line, which stands nowhere before.
    const read = await core.attention(handle, `\n${askedLine(i, letters).text}`)
    all.push(shareAt(read, letters, letters + 2, read.tokens.length - 1))
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
