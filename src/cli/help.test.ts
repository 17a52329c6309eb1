/** Help: one screen for all, and every flag of every command explained, from the options that are read. */
import { describe, expect, it } from 'vitest'
import { runGpt } from '../../tests/support/gpt.ts'
import { parse } from './arguments.ts'
import { commands } from './cli.ts'

const screen = (text: string) => {
  const lines = text.trimEnd().split('\n')
  return { lines: lines.length, columns: Math.max(...lines.map((line) => [...line].length)) }
}
/** Words as a shell takes them. */
const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)

it('of all commands fits a terminal of 80 columns and 24 lines, and names each', async () => {
  for (const argv of [['help'], ['--help'], ['-h']]) {
    const { status, stdout, stderr } = await runGpt(...argv)
    expect([status, stderr]).toEqual([0, ''])
    expect(screen(stdout).lines).toBeLessThanOrEqual(24)
    expect(screen(stdout).columns).toBeLessThanOrEqual(80)
    for (const name of Object.keys(commands)) expect(stdout).toMatch(new RegExp(`\\b${name} \\(|\\b${name}\n`))
  }
})

describe.each(Object.entries(commands))('%s --help', (name, command) => {
  it('explains every flag that the command reads, with two examples that it takes', async () => {
    const { options } = await command.load()
    const { status, stdout } = await runGpt(name, '--help')
    expect(status).toBe(0)
    // Examples are there to be copied, so they are not broken.
    expect(screen(stdout.split('For example:')[0]!).columns).toBeLessThanOrEqual(80)
    for (const [flag, option] of Object.entries(options)) {
      expect(option.about, `--${flag}`).toMatch(/\w/)
      expect(stdout).toContain(`--${flag}`)
    }
    for (const example of command.examples) {
      const [first, ...argv] = wordsOf(example)
      expect(first).toBe(name)
      expect(stdout).toContain(example)
      parse(argv, options)
    }
    expect((await runGpt('help', name)).stdout).toBe(stdout)
  })
})

it.each([
  [['sampel'], /no command "sampel"\. Did you mean sample\?/],
  [['tarin', '--out', 'x'], /Did you mean train\?/],
  [['zzzzzz'], /There are: train, /],
  [['sample', '--model', 'x', '--temprature', '1'], /no option --temprature here\. Did you mean --temperature\?/],
  [['eval', '--model', 'x', '--corpus', 'y', '--split', 'trian'], /one of: validation, train, all\. Did you mean train\?/],
  [['sample', '--model', 'x', '--tokens', '-1'], /--tokens is -1, but it must be a whole number from 0 up/],
  [['sample', '--model', 'x', '--tokens=-1'], /--tokens is -1, but it must be a whole number from 0 up/],
  [['sample', '--model', 'x', '--top-p', '-.5'], /Top-p is -0\.5/],
  [['sample', '--model', 'x', '--seed', '4294967297'], /--seed is 4294967297, but it must be a whole number from 0 to 4294967295/],
  [['train', '--corpus', 'x', '--out', 'y', '--lr', '1e999'], /--lr is 1e999, but that is more than a number can be/],
])('%j: status 2 and one line that helps', async (argv, words) => {
  const { status, stdout, stderr } = await runGpt(...argv)
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
  expect(stderr).toMatch(words)
})
