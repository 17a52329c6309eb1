/** Progress: a bar that stands still in a real terminal, with the model's own words now and then; plain lines where it is piped. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HIDE_CURSOR, inTerminal, screenAfter, TO_START } from '../../tests/support/terminal.ts'
import { progressLine } from './progress.ts'

const project = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'pathway-progress-'))
const at = (...names: string[]) => join(root, ...names)
afterAll(() => rmSync(root, { recursive: true }))
writeFileSync(at('text.txt'), 'The sea, the sea; and the whale in the sea.\n'.repeat(60))

const training = (steps: number, out: string) => [
  ...['train', '--corpus', at('text.txt'), '--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '16', '--batch', '2'],
  ...['--steps', String(steps), '--warmup', '2', '--eval-every', '200', '--runtime', 'wasm', '--out', out],
]
const BAR = /[█░]{8,}/u

describe('a line of progress', () => {
  const pace = { step: 750, steps: 3000, measured: 'loss 2.1034', tokensPerSecond: 23_456.7, secondsLeft: 185 }

  it('says step, loss, speed and the time that is left, with as much of a bar as there is room for', () => {
    const words = 'step 750 of 3000  loss 2.1034  23457 tokens/s  3 min 5 s left'
    expect(progressLine(pace, 100)).toBe(`${'█'.repeat(6)}${'░'.repeat(18)}  ${words}`)
    expect(progressLine(pace, 79)).toHaveLength(79)
    expect(progressLine(pace, 79)).toMatch(new RegExp(`^█{4}░{12}  ${words}$`))
    expect(progressLine(pace, 40)).toBe(words)
  })
})

describe('in a terminal', () => {
  it('train has one bar, which is gone in the end, and samples between its evaluations', async () => {
    const { status, printed } = await inTerminal('^', '0', training(1000, at('watched')))
    expect(status, printed).toBe(0)
    expect(printed).not.toContain(HIDE_CURSOR)
    expect(printed.split(TO_START).length).toBeGreaterThan(3)
    expect(printed).toMatch(/█+░* {2}step \d+ of 1000 {2}loss \d\.\d{4} {2}\d+ tokens\/s {2}\d+ s left/u)
    const screen = screenAfter(printed)
    expect(screen.filter((line) => BAR.test(line))).toEqual([])
    expect(screen.filter((line) => /^step \d+ {2}train/.test(line))).toHaveLength(5)
    expect(screen.some((line) => /^writes: \S/.test(line))).toBe(true)
    expect(screen.at(-2)).toBe(`Saved step 1000 to ${at('watched')}`)
    expect(screen.at(-1)).toBe('')
  })

  it('Ctrl-C ends a run with a bar, and its words stand alone in their lines', async () => {
    const { printed } = await inTerminal('step \\d', '1', training(10_000_000, at('pressed')))
    expect(printed).not.toContain(HIDE_CURSOR)
    const screen = screenAfter(printed)
    expect(screen.filter((line) => BAR.test(line))).toEqual([])
    expect(screen.filter((line) => /^Stopping: what was learned is saved/.test(line))).toHaveLength(1)
    expect(screen.some((line) => line.startsWith('Stopped after step'))).toBe(true)
    expect(screen.at(-1)).toBe('')
  })

  it('lora has a bar, too, and keeps its result clean', async () => {
    const argv = [
      'lora',
      '--model',
      at('watched'),
      '--corpus',
      at('text.txt'),
      '--out',
      at('adapters'),
      '--steps',
      '200',
      '--runtime',
      'wasm',
    ]
    const { status, printed } = await inTerminal('^', '0', argv)
    expect(status, printed).toBe(0)
    expect(printed).toMatch(/adapters: [█░]+ {2}step \d+ of 200 {2}loss/u)
    expect(screenAfter(printed).filter((line) => BAR.test(line))).toEqual([])
  })
})

it('piped there are plain lines: no code for a terminal, no sample', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...training(600, at('piped'))], { cwd: project })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data))
  expect(await new Promise((resolve) => child.on('close', resolve)), printed).toBe(0)
  expect(printed).not.toContain(String.fromCharCode(27))
  expect(printed).not.toContain('\r')
  expect(printed).not.toContain('writes: ')
  expect(printed.split('\n').filter((line) => /step 600 of 600 {2}loss \d\.\d{4} {2}\d+ tokens\/s {2}0 s left$/.test(line))).toHaveLength(1)
})
