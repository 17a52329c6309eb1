/** What a person gets who gives no number: README's first command, and every fine-tuning task, as the command line runs them. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const MINUTE = 60_000
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'pathway-defaults-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SEEDS = [1, 2, 3]
/** Student's t of 95 % with two degrees of freedom: half of the interval of a mean of three is this times s/√3. */
const T2 = 4.303

interface Line {
  stepMs?: number
  valLoss?: number
  accuracy?: number
  shortcuts?: { name: string; accuracy: number }[]
}

/** What the command says, line by line. */
async function gpt(...args: string[]): Promise<Line[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args, '--json', '--runtime', 'wasm'], { cwd: root })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data) => {
    stdout += data
  })
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  expect(status, stderr).toBe(0)
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line))
}

const secondsOf = (lines: readonly Line[]): number => lines.reduce((sum, { stepMs = 0 }) => sum + stepMs, 0) / 1000

function meanOf(values: readonly number[]): { mean: number; interval: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, interval: (T2 * Math.sqrt(squares / (values.length - 1))) / Math.sqrt(values.length) }
}

describe("README's first command", { timeout: 10 * MINUTE }, () => {
  const command = /^npm run -s gpt -- (train .*)$/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!
  const args = command
    .replace(/--out \S+/, '')
    .trim()
    .split(/\s+/)

  it.each(SEEDS)('ends at least 0.15 nats below the bigram of its text, with seed %i', async (seed) => {
    const out = join(folder, `readme-${seed}`)
    // As it stands there, its seed is 1.
    const lines = await gpt(...args, '--out', out, ...(seed === 1 ? [] : ['--seed', `${seed}`]))
    const { bigramLoss } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { bigramLoss: number }
    const valLoss = lines.findLast((line) => line.valLoss !== undefined)!.valLoss!
    console.log(
      `seed ${seed}: ${valLoss.toFixed(4)} nats, bigram ${bigramLoss.toFixed(4)}; its steps took ${secondsOf(lines).toFixed(0)} s`,
    )
    expect(valLoss).toBeLessThan(bigramLoss - 0.15)
  })
})

describe.each(['sentiment', 'entailment', 'similarity', 'endings'])('finetune --task %s', (task) => {
  it('beats every shortcut that it prints by more than the interval over three seeds', { timeout: 30 * MINUTE }, async () => {
    const model = join(root, 'public/checkpoints/world')
    const runs: Required<Pick<Line, 'accuracy' | 'shortcuts'>>[] = []
    for (const seed of SEEDS) {
      const out = join(folder, `${task}-${seed}`)
      const lines = await gpt('finetune', '--model', model, '--task', task, '--seed', `${seed}`, '--out', out)
      const { accuracy, shortcuts } = lines.at(-1)!
      runs.push({ accuracy: accuracy!, shortcuts: shortcuts! })
      console.log(`${task}, seed ${seed}: ${(100 * accuracy!).toFixed(1)} %; its steps took ${secondsOf(lines).toFixed(0)} s`)
    }
    for (const [i, { name, accuracy }] of runs[0]!.shortcuts.entries()) {
      const { mean, interval } = meanOf(runs.map((run) => run.accuracy - run.shortcuts[i]!.accuracy))
      console.log(
        `${task}: ${(100 * mean).toFixed(1)} ± ${(100 * interval).toFixed(1)} points over "${name}", ${(100 * accuracy).toFixed(1)} %`,
      )
      expect(mean - interval, name).toBeGreaterThan(0)
    }
  })
})
