/** A plan as a table: one row a kernel call, with its work, its memory traffic and, where measured, its time. */
import { ops } from '../ops/registry.ts'
import { type KernelCall, type Plan, type Tensor, tensorBytes } from './plan.ts'

export interface CallRow {
  kernel: string
  /** name of the first output */
  output: string
  /** shapes of all inputs, then of all outputs: `[8,128] [128,512] → f16[8,512]`, empty where the call is the runtime's own */
  shapes: string
  /** a multiply-add counts as two */
  flops: number
  /** bytes of all inputs, and of all outputs: what a call moves that reads and writes each number once */
  bytesRead: number
  bytesWritten: number
  /** measured milliseconds */
  ms?: number
}

/** What a program measured of one call. */
export interface CallTime {
  label: string
  ms: number
}

/** A call in messages and measurements: `linear h.0.mlp.c_fc`. */
export const callLabel = (call: KernelCall): string => `${call.op} ${firstOutput(call)}`

/**
 * One row for each call of the plan, in order. `times` are those of Program.profile: first one for each call, then those
 * of work that a runtime does beside them (the reduction of partial sums), which get rows of their own.
 */
export function callRows(plan: Plan, times: readonly CallTime[] = []): CallRow[] {
  const rows = plan.calls.map(
    (call, i): CallRow => ({
      kernel: call.op,
      output: firstOutput(call),
      shapes: `${shapes(call.inputs)} → ${shapes(call.outputs)}`,
      flops: ops[call.op].flops(call),
      bytesRead: bytes(call.inputs),
      bytesWritten: bytes(call.outputs),
      ...(times[i] && { ms: times[i].ms }),
    }),
  )
  const own = times.slice(plan.calls.length).map(({ label, ms }): CallRow => {
    return { kernel: label, output: '', shapes: '', flops: 0, bytesRead: 0, bytesWritten: 0, ms }
  })
  return [...rows, ...own]
}

/** Columns in plain text, a total below; the time is shown where any row has one. */
export function printRows(rows: readonly CallRow[]): string {
  const timed = rows.some(({ ms }) => ms !== undefined)
  const sum = (of: (row: CallRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const numbers = ({ flops, bytesRead, bytesWritten, ms }: Omit<CallRow, 'kernel' | 'output' | 'shapes'>) => [
    (flops / 1e6).toFixed(2),
    (bytesRead / 1024).toFixed(1),
    (bytesWritten / 1024).toFixed(1),
    ...(timed ? [ms === undefined ? '' : ms.toFixed(3)] : []),
  ]
  const total = { flops: sum((r) => r.flops), bytesRead: sum((r) => r.bytesRead), bytesWritten: sum((r) => r.bytesWritten) }
  const table = [
    ['kernel', 'output', 'shapes', 'MFLOP', 'KiB read', 'KiB written', ...(timed ? ['ms'] : [])],
    ...rows.map((row) => [row.kernel, row.output, row.shapes, ...numbers(row)]),
    [`total of ${rows.length}`, '', '', ...numbers(timed ? { ...total, ms: sum((r) => r.ms ?? 0) } : total)],
  ]
  const widths = table[0].map((_, column) => longest(table.map((cells) => cells[column])))
  const lines = table.map((cells) =>
    cells
      .map((cell, c) => (c < 3 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd(),
  )
  const rule = '-'.repeat(longest(lines))
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n')
}

/** A plan may have more calls than a function takes arguments. */
const longest = (texts: readonly string[]): number => texts.reduce((most, { length }) => Math.max(most, length), 0)
const firstOutput = ({ outputs }: KernelCall): string => Object.values(outputs)[0].name
const shapes = (slots: Readonly<Record<string, Tensor>>): string =>
  Object.values(slots)
    .map(({ shape, dtype }) => `${dtype === 'f16' ? dtype : ''}[${shape.join(',')}]`)
    .join(' ')
const bytes = (slots: Readonly<Record<string, Tensor>>): number =>
  Object.values(slots).reduce((sum, tensor) => sum + tensorBytes(tensor), 0)
