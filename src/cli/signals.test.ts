/** What ends a run from outside: Ctrl-C in a real terminal, a closed terminal, SIGTERM, kill -9. What was learned is there, and goes on to the same bits. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runGpt } from '../../tests/support/gpt.ts'
import { inTerminal } from '../../tests/support/terminal.ts'

const project = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'pathway-signals-'))
const at = (...names: string[]) => join(root, ...names)
afterAll(() => rmSync(root, { recursive: true }))
writeFileSync(at('text.txt'), 'The sea, the sea; and the whale in the sea.\n'.repeat(60))

const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '8', '--batch', '2', '--dropout', '0.1']
const training = (steps: number, out: string) => [
  ...['train', '--corpus', at('text.txt'), ...sizes, '--steps', String(steps), '--warmup', '2', '--eval-every', '0'],
  ...['--runtime', 'wasm', '--out', out],
]
const weights = (folder: string) => readFileSync(join(folder, 'model.safetensors'), 'base64')
const stepOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).step as number

/** Until a run that may still be saving is over. */
async function until(there: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !there(); i++) await new Promise((resolve) => setTimeout(resolve, 100))
  expect(there()).toBe(true)
}

it('Ctrl-C in a terminal saves once and says where', async () => {
  const { printed } = await inTerminal('step \\d', '1', training(10_000_000, at('pressed')))
  expect(printed).toContain(`saved to ${at('pressed')}`)
  expect(printed.match(/Stopping/g)).toHaveLength(1)
  expect(stepOf(at('pressed'))).toBeGreaterThan(0)
})

it('a terminal that is closed saves, too', async () => {
  await inTerminal('step \\d', 'hang', training(10_000_000, at('closed')))
  await until(() => existsSync(at('closed', 'run.json')) && !readdirSync(at('closed')).some((name) => name.startsWith('.')))
  expect(stepOf(at('closed'))).toBeGreaterThan(0)
})

it('SIGTERM saves; kill -9 loses what came after the last save, and --resume goes on to the bits of a run that was let be', async () => {
  const steps = 3000
  const start = (out: string, ...more: string[]) =>
    spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...training(steps, out), ...more], { cwd: project, stdio: 'ignore' })
  const whole = await runGpt(...training(steps, at('whole')))
  expect(whole.status, whole.stderr).toBe(0)
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const out = at(signal)
    const run = start(out, '--save-every', '0')
    const ended = new Promise((resolve) => run.on('exit', resolve))
    await until(() => existsSync(join(out, 'run.json')))
    run.kill(signal)
    await ended
    expect(stepOf(out)).toBeGreaterThan(0)
    const rest = await runGpt('train', '--resume', out, '--runtime', 'wasm')
    expect(rest.status, rest.stderr).toBe(0)
    expect(weights(out), signal).toBe(weights(at('whole')))
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(readFileSync(at('whole', 'run.json'), 'utf8'))
    expect(readdirSync(out).sort()).toEqual(readdirSync(at('whole')).sort())
  }
})
