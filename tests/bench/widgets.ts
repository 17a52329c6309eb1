/** From a typed letter to a figure's new numbers, and from a press on a number to its gradient, by the shipped model on the CPU; and what the steady state is made to do. */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import type { AnyWidget, MeasuredWorld as World } from '../../src/widgets/frame/define.ts'
import { measure } from '../../src/widgets/frame/measure.ts'
import type { CoreApi } from '../../src/worker/protocol.ts'
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
/** What is pressed in figures without a text, where their readings depend on it. */
const PRESSED: Readonly<Record<string, (press: number) => Record<string, unknown>>> = {
  'induction-heads': (press) => ({ seed: 1 + press }),
}
/** What a typed letter is written behind, where two of them are too few. */
const BEFORE: Readonly<Record<string, string>> = { reach: 'The people of the United Stat' }

/** What a learner types, a letter at a time. No text comes twice: what is known of one is not computed again. */
const SENTENCES = [
  'We the people of this great country, and our children, will work for the union.',
  'In the last year the Congress has done much that the nation can be proud of now.',
]
const LETTERS = 22
const TEXTS = SENTENCES.flatMap((sentence) => Array.from({ length: LETTERS }, (_, i) => sentence.slice(0, 2 + i)))
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }
/** Commands that read a whole held-out text, or write one: no figure asks them at a letter. */
const LONG: readonly string[] = ['operate', 'sample']

/** The tables, as the terminal shows them. */
export async function benchWidgets(): Promise<string> {
  const threads = Math.min(2, availableParallelism())
  const counts: Counts = { stores: 0, compiled: 0, uploads: 0 }
  const open = await openWorld({ environment: { openWasm: async () => counting(await openWasm({ threads }), counts) } })
  const asked = new Map<string, number>()
  const world = { ...open, core: heard(open.core, asked) }
  const [letters, presses, long]: [string[], string[], string[]] = [[], [], []]
  letters.push(
    cells(
      'writer (next token)',
      await timed(counts, (text) => world.core.nextToken(world.handle, text, SAMPLING)),
      await timed(counts, asker(world, 'logits')),
    ),
  )
  for (const [id, widget] of Object.entries(await readers())) {
    const byText = 'text' in widget.entries
    const ask = byText
      ? (text: string) => measure(widget, { text: `${BEFORE[id] ?? ''}${text}` }, world)
      : (_: string, i: number) => measure(widget, { ...OPENED[id], ...PRESSED[id]?.(i) }, world)
    asked.clear()
    await ask(TEXTS[0]!, 0)
    const commands = [...asked].map(([name, times]) => (times > 1 ? `${name} ×${times}` : name))
    const gradient = GRADIENTS[id]
    if ([...asked.keys()].some((name) => LONG.includes(name))) {
      long.push(`${cells(id, await timed(counts, ask, LONG_ASKS))} ${commands.join(', ')} |`)
    } else if (byText) {
      letters.push(cells(id, await timed(counts, ask), gradient ? await timed(counts, asker(world, gradient)) : null))
    } else {
      presses.push(`${cells(id, await timed(counts, ask))} ${commands.join(', ')} |`)
    }
  }
  return [
    `The shipped model on ${threads} threads. ${TEXTS.length} letters or presses each, ${LONG_ASKS} of what takes long; ms.`,
    '',
    '| a letter changes | letter to numbers: p50 | p95 | press to gradient: p50 | p95 | stores, plans, uploads meanwhile |',
    '|---|---|---|---|---|---|',
    ...letters,
    '',
    '| has no text, and answers to a press or as it opens | p50 | p95 | stores, plans, uploads meanwhile | asks |',
    '|---|---|---|---|---|',
    ...presses,
    '',
    '| measures a held-out text or writes one, at a press | p50 | p95 | stores, plans, uploads meanwhile | asks |',
    '|---|---|---|---|---|',
    ...long,
  ].join('\n')
}

/** Of what takes long. */
const LONG_ASKS = 4

/** The same core; which commands it is asked, and how often, is written down. */
const heard = (core: CoreApi, asked: Map<string, number>): CoreApi =>
  new Proxy(core, {
    get(target, name, receiver) {
      if (typeof name === 'string') asked.set(name, (asked.get(name) ?? 0) + 1)
      return Reflect.get(target, name, receiver)
    },
  })

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

interface Timed {
  ms: number[]
  /** stores, plans, uploads */
  made: number[]
}

function cells(name: string, first: Timed, pressed?: Timed | null): string {
  const made = [0, 1, 2].map((i) => first.made[i]! + (pressed?.made[i] ?? 0))
  const second = pressed === undefined ? '' : ` ${pressed ? figures(pressed.ms) : ' | '} |`
  return `| ${name} | ${figures(first.ms)} |${second} ${made.join(', ')} |`
}

/** The shortest and the longest text go first, so that what they need is there. */
async function timed(counts: Counts, ask: (text: string, i: number) => Promise<unknown>, times = TEXTS.length): Promise<Timed> {
  for (const text of [TEXTS[0]!, TEXTS[LETTERS - 1]!]) await ask(text, TEXTS.length)
  const before = { ...counts }
  const ms: number[] = []
  for (const [i, text] of TEXTS.slice(0, times).entries()) {
    const begun = performance.now()
    await ask(text, i)
    ms.push(performance.now() - begun)
  }
  return { ms, made: [counts.stores - before.stores, counts.compiled - before.compiled, counts.uploads - before.uploads] }
}

function figures(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): string => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return `${at(0.5)} | ${at(0.95)}`
}
