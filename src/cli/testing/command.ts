/** A command of the command line, for tests: in this process, as its entry runs it, or in one of its own. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { gpt } from '../cli.ts'

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
  /** the JSON lines on standard output; each command has fields of its own, which its test names */
  // biome-ignore lint/suspicious/noExplicitAny: a test that reads a field that is not there fails by itself
  lines: Record<string, any>[]
}

const root = join(import.meta.dirname, '../../..')

const ended = (status: number | null, stdout: string, stderr: string): Ended => ({
  status,
  stdout,
  stderr,
  get lines() {
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  },
})

/** Runs the entry in this process: a twentieth of what starting Node costs. One at a time, since both streams are listened to. */
export async function inProcess(...args: string[]): Promise<Ended> {
  const heard = { stdout: '', stderr: '' }
  const streams = ['stdout', 'stderr'] as const
  const writes = streams.map((name) => process[name].write)
  for (const name of streams) {
    process[name].write = ((chunk: string | Uint8Array) => {
      heard[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      return true
    }) as typeof process.stdout.write
  }
  try {
    const status = await gpt(args)
    return ended(status, heard.stdout, heard.stderr)
  } finally {
    streams.forEach((name, i) => {
      process[name].write = writes[i]!
    })
  }
}

/** Runs the entry as a person does. */
export async function spawned(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], { cwd: root })
  const heard = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (data) => {
      heard[name] += data
    })
  }
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return ended(status, heard.stdout, heard.stderr)
}
