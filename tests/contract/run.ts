/** Runs a contract case: on any runtime, from poisoned outputs, twice; and says how far it may be from the reference. */
import { elements } from '../../src/core/plan/plan.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Program, Runtime } from '../../src/core/runtime/runtime.ts'
import { expectClose } from '../support/compare.ts'
import type { Case } from './cases/case.ts'

const FLAT = ['weight', 'grad', 'm', 'v'] as const
const scalars = (position: number) => ({ step: 3, learningRate: 0.01, seed: 5, position })

/** Single precision against double: a sum of some hundreds of products. No op needs more. */
const TOLERANCE = { rtol: 1e-4, atol: 1e-5 }

/** A long sum of products of normal numbers is not near zero by its terms, so its absolute error grows with its length. */
const atolOf = ({ trace }: Case): number => {
  const { rows = 1, in: K = 1, out: N = 1 } = trace.calls[0].args
  return TOLERANCE.atol * Math.max(1, Math.sqrt(Math.max(rows, K, N) / 64))
}

/** Every number a tensor starts with: normal, or what the case says, as float32. */
function contents(name: string, n: number, { fill }: Case, stream: number): Float32Array {
  const key = streamKey(11, 0, stream)
  return Float32Array.from({ length: n }, (_, i) => fill[name]?.(i) ?? normal(key, i))
}

/** Runs a case from its start, two times: inputs and kept tensors hold numbers, all other outputs NaN. Returns every output of each. */
export const runTwice = (runtime: Runtime, test: Case): Promise<Map<string, Float32Array>[]> => run(runtime, test, 2)

async function run(runtime: Runtime, test: Case, rounds: number): Promise<Map<string, Float32Array>[]> {
  const { trace, kept, position } = test
  const store = await runtime.createStore(trace.layout)
  const program = await store.compile(trace.plan())
  const outputs = new Set(trace.calls.flatMap((call) => Object.values(call.outputs).map(({ name }) => name)))
  const results: Map<string, Float32Array>[] = []
  for (let round = 0; round < rounds; round++) {
    FLAT.forEach((buffer, i) => {
      // Padding between parameters is zero in every store, and stays so.
      const data = new Float32Array(trace.layout.size)
      for (const { name, offset, shape } of trace.layout.parameters) {
        const n = elements(shape)
        const output = outputs.has(`grad/${name}`) && !kept.has(`grad/${name}`)
        data.set(
          buffer === 'grad' && output ? new Float32Array(n).fill(Number.NaN) : contents(`flat/${buffer}`, n, test, 100 * i + offset),
          offset,
        )
      }
      store.write(buffer, data)
    })
    let stream = 1000
    for (const { name, shape, kind, dtype } of trace.tensors.values()) {
      if (kind !== 'input' && kind !== 'activation' && kind !== 'state') continue
      const n = elements(shape)
      const poisoned = outputs.has(name) && !kept.has(name)
      const data = poisoned ? new Float32Array(n).fill(Number.NaN) : contents(name, n, test, stream++)
      program.write(name, dtype === 'i32' ? Int32Array.from(data) : data)
    }
    program.replay(scalars(position))
    await program.finish()
    results.push(await readAll(program, outputs))
  }
  program.destroy()
  store.destroy()
  return results
}

async function readAll(program: Program, names: Iterable<string>): Promise<Map<string, Float32Array>> {
  const all = new Map<string, Float32Array>()
  for (const name of names) all.set(name, await program.read(name))
  return all
}

export const bits = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)

/** What the reference gives is computed once for all runtimes that are held to it. */
const expectations = new WeakMap<Case, Promise<Map<string, Float32Array>>>()
function expectedOf(test: Case): Promise<Map<string, Float32Array>> {
  const known = expectations.get(test) ?? run(createReferenceRuntime(), test, 1).then(([outputs]) => outputs!)
  expectations.set(test, known)
  return known
}

/** Both replays give the reference's numbers, and the same bits. @throws what differs, where, and both values */
export async function expectContract(runtime: Runtime, test: Case): Promise<void> {
  const expected = await expectedOf(test)
  const [first, second] = await runTwice(runtime, test)
  for (const [tensor, values] of expected) {
    expectClose(first!.get(tensor)!, values, { rtol: TOLERANCE.rtol, atol: atolOf(test), name: tensor })
    if (!bits(first!.get(tensor)!).equals(bits(second!.get(tensor)!))) throw new Error(`${tensor}: a second replay gave other bits`)
  }
}
