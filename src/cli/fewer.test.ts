/** Smaller models from the command line: what they print, and that what was saved can be used. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inProcess } from './testing/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pathway-fewer-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

/** The last line that it prints. @throws with its own words where it fails */
const gpt = async (...args: string[]) => {
  const { status, stderr, lines } = await inProcess(...args, '--runtime', 'wasm', '--json')
  if (status !== 0) throw new Error(stderr)
  return lines.at(-1)!
}
/** The first model, in floats: as it ships it is packed already. */
const model = at('first')
beforeAll(async () => {
  const { status, stderr } = await inProcess('export', '--model', 'public/checkpoints/first', '--format', 'hf', '--out', model)
  expect(status, stderr).toBe(0)
}, 60_000)
/** Short, so that measuring takes no time. */
const story = at('story.txt')
writeFileSync(
  story,
  Array.from({ length: 300 }, (_, i) => `On day ${i} the ship sailed ${(i * 37) % 90} miles and met ${(i * 11) % 7} whales. `).join(''),
)

it('quantizes; the folder is a quarter as large, writes and is measured, and goes on as the numbers that it stands for', async () => {
  const { before, after } = await gpt('quantize', '--model', model, '--corpus', story, '--out', at('q8'))
  expect(after.fileBytes).toBeLessThan(0.28 * before.fileBytes)
  expect(Math.abs(after.loss - before.loss)).toBeLessThan(0.01)
  const { loss } = await gpt('eval', '--model', at('q8'), '--corpus', story)
  expect(loss).toBeCloseTo(after.loss, 10)
  expect(await gpt('sample', '--model', at('q8'), '--tokens', '5')).toMatchObject({ tokens: 5 })
  const begun = await inProcess('eval', '--model', at('q8'), '--corpus', story, '--runtime', 'wasm', '--json')
  expect(begun.stderr).not.toContain('stand for')
  const exported = await inProcess('export', '--model', at('q8'), '--format', 'hf', '--out', at('plain'), '--json')
  expect(exported.stderr).toContain('in 8 bits: what follows starts from the numbers that they stand for')
  expect((await gpt('eval', '--model', at('plain'), '--corpus', story)).loss).toBeCloseTo(loss, 4)
}, 120_000)

it('trains adapters in less memory, merges them as its own and from the folder alike, and says what adapters are where a model is asked for', async () => {
  const few = ['--model', model, '--corpus', story, '--batch', '1']
  const learned = await gpt('lora', ...few, '--out', at('adapters'), '--steps', '3', '--rank', '2')
  expect(learned).toMatchObject({ steps: 3, trainable: 16_384, merged: false })
  expect(learned.after).toBeLessThan(learned.before)
  expect(learned.memory.adapters.state).toBeLessThan(0.35 * learned.memory.everything.state)
  expect(learned.memory.adapters.activations).toBeLessThan(0.7 * learned.memory.everything.activations)
  const merged = await gpt('lora', ...few, '--adapters', at('adapters'), '--merge', '--out', at('merged'))
  expect(merged).toMatchObject({ steps: 0, merged: true, after: learned.after })
  expect((await gpt('eval', '--model', at('merged'), '--corpus', story)).loss).toBeCloseTo(learned.after, 10)
  await expect(gpt('sample', '--model', at('adapters'))).rejects.toThrow('holds adapters')
}, 120_000)

it('distils and prunes; both results are models like any other', async () => {
  const distilled = await gpt(
    'distill',
    '--teacher',
    model,
    '--corpus',
    story,
    '--embd',
    '16',
    '--steps',
    '3',
    '--batch',
    '1',
    '--out',
    at('student'),
  )
  expect(distilled).toMatchObject({ alpha: 0.9, temperature: 1, runs: [{ seed: 1, steps: 3 }] })
  expect((await gpt('eval', '--model', at('student'), '--corpus', story)).loss).toBeCloseTo(distilled.runs[0].distilled, 10)
  const pruned = await gpt(
    'prune',
    '--model',
    model,
    '--corpus',
    story,
    '--keep',
    '3',
    '--heal',
    '2',
    '--batch',
    '1',
    '--out',
    at('pruned'),
  )
  expect(pruned.healed).toMatchObject({ steps: 2 })
  expect((await gpt('eval', '--model', at('pruned'), '--corpus', story)).loss).toBeCloseTo(pruned.healed.loss, 10)
}, 120_000)
