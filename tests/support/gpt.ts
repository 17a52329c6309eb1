/** The command line inside the test's own process: what a command prints, and how it ends. */
import { gpt } from '../../src/cli/cli.ts'

export interface Ended {
  status: number
  stdout: string
  stderr: string
  /** of `--json`, one object a line */
  lines: Record<string, unknown>[]
}

/** Runs a command; one after another, for there is one standard output. */
export async function runGpt(...argv: string[]): Promise<Ended> {
  const written = { stdout: '', stderr: '' }
  const before = { stdout: process.stdout.write, stderr: process.stderr.write }
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = ((text: string | Uint8Array) => {
      written[stream] += typeof text === 'string' ? text : new TextDecoder().decode(text)
      return true
    }) as typeof process.stdout.write
  }
  let status: number
  try {
    status = await gpt(argv)
  } finally {
    for (const stream of ['stdout', 'stderr'] as const) process[stream].write = before[stream]
  }
  const lines = argv.includes('--json')
    ? written.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : []
  return { status, ...written, lines }
}
