/** What a contract case is: a small trace around one op, and what its tensors start with. */
import type { OpName } from '../../../src/core/ops/name.ts'
import { layOut, type ParameterSpec, Trace } from '../../../src/core/plan/trace.ts'

export interface Case {
  op: OpName
  /** said in the test's title */
  title: string
  trace: Trace
  /** contents of a tensor that standard normal numbers do not suit, by name */
  fill: Readonly<Record<string, (i: number) => number>>
  /** position of the token being decoded */
  position: number
  /** tensors that a call reads and writes: they start with numbers, where plain outputs start as NaN */
  kept: ReadonlySet<string>
}

export const weight = (name: string, ...shape: number[]): ParameterSpec => ({ name, shape, init: { kind: 'normal', std: 1 } })
/** The i-th id of a sequence that visits all, some of them often. */
export const id = (vocab: number) => (i: number) => (i * i * 7 + i) % vocab

interface Options {
  fill?: Case['fill']
  position?: number
  kept?: string[]
}
type Build = (t: Trace) => Options | undefined

export function make(op: OpName, title: string, parameters: ParameterSpec[], build: Build): Case {
  const trace = new Trace(`${op} ${title}`, layOut(parameters))
  const { fill = {}, position = 0, kept = [] } = build(trace) ?? {}
  return { op, title, trace, fill, position, kept: new Set(kept) }
}

export const DROPOUTS = [0, 0.3]
