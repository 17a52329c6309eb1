/** From a typed letter to a figure's new numbers, and from a press on a number to its gradient, by the shipped model on the CPU; and what the steady state is made to do. */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import type { AnyWidget, MeasuredWorld as World } from '../../src/widgets/frame/define.ts'
import { measure } from '../../src/widgets/frame/measure.ts'
import { type Counts, counting } from '../../src/worker/testing/counting.ts'
import { openWorld } from '../support/world.ts'

/** Of some widgets, a number whose gradient is asked for. */
const GRADIENTS: Readonly<Record<string, string>> = {
  'attention-steps': 'h.0.attn.c_attn',
  'attention-view': 'h.0.attn.out',
  'head-gallery': 'h.3.attn.out',
  'hidden-units': 'h.0.mlp.c_fc',
  'layer-norm-steps': 'h.0.ln_1',
  'weight-slice': 'h.0.mlp.c_fc.weight',
}
/** How a figure opens that does not by itself. */
const OPENED: Readonly<Record<string, Record<string, string>>> = { surgery: { cut: 'heads', out: '1.1' } }
/** What a typed letter is written behind, where two of them are too few. */
const BEFORE: Readonly<Record<string, string>> = { reach: 'The people of the United Stat' }

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
  for (const [id, widget] of Object.entries(await readers())) {
    const gradient = GRADIENTS[id]
    const letter = 'text' in widget.entries ? (text: string) => measure(widget, { text: `${BEFORE[id] ?? ''}${text}` }, world) : null
    // Figures without a text are asked by a press alone: as they open.
    rows.push(await row(id, counts, letter ?? (() => measure(widget, OPENED[id] ?? {}, world)), gradient ? asker(world, gradient) : null))
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

/** Every widget that reads a model and computes by itself; what a learner starts with a button trains, and is no answer to a letter. */
async function readers(): Promise<Record<string, AnyWidget>> {
  const root = join(import.meta.dirname, '../../src/widgets')
  const folders = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /^[^/]+\/[^/]+\/widget\.ts$/.test(path))
  const all = await Promise.all(folders.sort().map(async (path) => ((await import(join(root, path))) as { default: AnyWidget }).default))
  const own = all.filter(({ needs, run }) => needs === 'model' && !run)
  return Object.fromEntries(own.map((widget) => [widget.id, widget]))
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
