/** From a typed letter to a figure's new numbers, and from a press on a number to its gradient, by the shipped model on the CPU; and what the steady state is made to do. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import type { AnyWidget, MeasuredWorld as World } from '../../src/widgets/frame/define.ts'
import { measure } from '../../src/widgets/frame/measure.ts'
import type { Params } from '../../src/widgets/frame/params.ts'
import { type Counts, counting } from '../../src/worker/testing/counting.ts'
import { openWorld } from '../support/world.ts'

/** A widget that reads the model: where its folder lies, and a number of it whose gradient is asked for. */
interface Case {
  folder: string
  gradient?: string
}

const CASES: Readonly<Record<string, Case>> = {
  'attention-steps': { folder: 'transformer/attention-steps', gradient: 'h.0.attn.c_attn' },
  'attention-view': { folder: 'transformer/attention-view', gradient: 'h.0.attn.out' },
  'head-gallery': { folder: 'transformer/head-gallery', gradient: 'h.3.attn.out' },
  'hidden-units': { folder: 'transformer/hidden-units', gradient: 'h.0.mlp.c_fc' },
  'layer-norm-steps': { folder: 'transformer/layer-norm-steps', gradient: 'h.0.ln_1' },
  'word-bag': { folder: 'transformer/word-bag' },
  'guess-game': { folder: 'start/guess-game' },
  'word-surprise': { folder: 'language/word-surprise' },
  'weight-slice': { folder: 'deep-learning/weight-slice', gradient: 'h.0.mlp.c_fc.weight' },
  reach: { folder: 'transformer/reach' },
}

const SENTENCE = 'We the people of this great country, and our children, will work for the union.'
/** What a learner types, a letter at a time; the shortest and the longest text go first, so that what they need is there. */
const TEXTS = Array.from({ length: 22 }, (_, i) => SENTENCE.slice(0, 2 + i))
const ROUNDS = 2
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }

/** The table, as the terminal shows it. */
export async function benchWidgets(): Promise<string> {
  const threads = Math.min(2, availableParallelism())
  const counts: Counts = { stores: 0, compiled: 0, uploads: 0 }
  const world = await openWorld({ environment: { openWasm: async () => counting(await openWasm({ threads }), counts) } })
  const rows = [
    await row('writer (next token)', counts, (text) => world.core.nextToken(world.handle, text, SAMPLING), asker(world, 'logits')),
  ]
  for (const [id, { folder, gradient }] of Object.entries(CASES)) {
    const numbersOf = await measureOf(folder)
    const answer = (text: string) => numbersOf({ text: id === 'reach' ? SENTENCE.slice(0, 30) + text : text }, world)
    rows.push(await row(id, counts, answer, gradient ? asker(world, gradient) : null))
  }
  return [
    `The shipped model on ${threads} threads. ${TEXTS.length * ROUNDS} letters each; ms.`,
    '',
    '| widget | letter to numbers: p50 | p95 | press to gradient: p50 | p95 | stores, plans, uploads meanwhile |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const asker =
  ({ core, handle }: World, tensor: string) =>
  (text: string) =>
    core.probe(handle, text, [`grad/${tensor}`])

/** As the widget's page computes: by its declaration, or by the file beside it. */
async function measureOf(folder: string): Promise<(params: Params, world: World) => Promise<unknown>> {
  const at = join(import.meta.dirname, '../../src/widgets', folder)
  const { default: widget } = (await import(join(at, 'widget.ts'))) as { default: AnyWidget }
  return (params, world) => measure(widget, params, world)
}

type Ask = (text: string) => Promise<unknown>

async function row(name: string, counts: Counts, letter: Ask, press: Ask | null): Promise<string> {
  const typed = await timed(counts, letter)
  const pressed = press && (await timed(counts, press))
  const made = [typed, pressed].reduce((sum, each) => sum.map((n, i) => n + (each?.made[i] ?? 0)), [0, 0, 0])
  return `| ${name} | ${figures(typed.ms)} | ${pressed ? figures(pressed.ms) : ' | '} | ${made.join(', ')} |`
}

async function timed(counts: Counts, ask: Ask): Promise<{ ms: number[]; made: number[] }> {
  for (const text of [TEXTS[0]!, ...TEXTS.slice(-2)]) await ask(text)
  const before = { ...counts }
  const ms: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const text of TEXTS) {
      const begun = performance.now()
      await ask(text)
      ms.push(performance.now() - begun)
    }
  return { ms, made: [counts.stores - before.stores, counts.compiled - before.compiled, counts.uploads - before.uploads] }
}

function figures(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): string => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return `${at(0.5)} | ${at(0.95)}`
}
