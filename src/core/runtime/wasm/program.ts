/** A plan made ready for the wasm runtime: addresses for its tensors, and its calls as a table that all threads walk. */
import { ops } from '../../ops/registry.ts'
import { flopsOf } from '../../plan/flops.ts'
import { elements, type KernelCall, type Plan, type ReplayScalars, type Tensor } from '../../plan/plan.ts'
import { callLabel } from '../../plan/print.ts'
import type { FlatBuffer, Program } from '../runtime.ts'
import { checkWrite, constants, findTensor, refuseHalf, sharedTensors } from '../tensors.ts'
import type { Arena } from './arena.ts'
import { cuts } from './cut.ts'
import type { Team } from './team.ts'
import { HEAD, type Kernel } from './walk.js'

export interface Machine {
  readonly arena: Arena
  readonly kernels: Readonly<Record<string, Kernel>>
  /** absent: everything runs on the calling thread */
  readonly team?: Team
  /** less work is not worth a claim */
  readonly minFlops: number
}

/** A plan with less work than so many claims is done before a sleeping thread is awake. */
const TEAM_CLAIMS = 40
/** Numbers that one call takes in the table at most. */
const ROW = HEAD + 27

/** As a Program, and where each tensor of its own lies: for a program beside it. */
export interface WasmProgram extends Program {
  address(name: string): number
}

export function createProgram(machine: Machine, plan: Plan, base: (buffer: FlatBuffer) => number, beside?: WasmProgram): WasmProgram {
  refuseHalf(plan, 'The CPU')
  const { arena } = machine
  const shared = sharedTensors(plan, beside?.plan)
  const tensors = [...plan.tensors.values()].filter((tensor) => !isFlat(tensor) && !shared.has(tensor.name))
  const bytes = tensors.reduce((sum, { shape }) => sum + 4 * elements(shape), 0)
  const team = machine.team && flopsOf(plan) >= TEAM_CLAIMS * machine.minFlops ? machine.team : undefined
  const tables = team ? [8 * ROW * plan.calls.length, 4 * plan.calls.length] : []
  const blocks = arena.allocateAll([...tensors.map(({ shape }) => 4 * elements(shape)), ...tables])
  const own = new Map(tensors.map(({ name }, i) => [name, blocks[i]!]))
  const at = (tensor: Tensor | undefined): number => {
    if (!tensor) return 0
    const { name, kind, offset } = tensor
    return (isFlat(tensor) ? base(kind as FlatBuffer) : shared.has(name) ? beside!.address(name) : own.get(name)!) + offset * 4
  }
  const view = (tensor: Tensor): Float32Array | Int32Array =>
    new (tensor.dtype === 'i32' ? Int32Array : Float32Array)(arena.memory.buffer, at(tensor), elements(tensor.shape))
  for (const { tensor, data } of constants(plan, shared)) view(tensor).set(data)
  const [table, counters] = blocks.slice(tensors.length)
  const read = async (name: string) => {
    const values = view(findTensor(plan, name))
    return values instanceof Int32Array ? Float32Array.from(values) : values.slice()
  }
  const run = team ? together(machine, team, plan.calls, at, { table: table!, counters: counters! }) : alone(machine, at)
  return {
    plan,
    bytes,
    address: (name) => at(findTensor(plan, name)),
    dispatches: plan.calls.length,
    write(name, data) {
      const tensor = findTensor(plan, name)
      checkWrite(tensor, data.length)
      view(tensor).set(data)
    },
    replay: (scalars) => run(plan.calls, scalars),
    replayAndRead(scalars, names) {
      run(plan.calls, scalars)
      return Promise.all(names.map(read))
    },
    replayEach(all) {
      for (const scalars of all) run(plan.calls, scalars)
    },
    async profile(scalars) {
      return plan.calls.map((call) => {
        const begun = performance.now()
        run([call], scalars)
        return { label: callLabel(call), ms: performance.now() - begun }
      })
    },
    read,
    finish: async () => {},
    destroy() {
      for (const address of blocks.splice(0)) arena.free(address)
      own.clear()
    },
  }
}

type Run = (calls: readonly KernelCall[], scalars: ReplayScalars) => void

type At = (tensor: Tensor | undefined) => number

function alone({ kernels }: Machine, at: At): Run {
  return (calls, scalars) => {
    for (const call of calls) {
      const { wasm, units } = ops[call.op]
      const [name, ...args] = wasm(call, at, scalars)
      if (units) kernels[name]!(...args, 0, units(call))
      else kernels[name]!(...args)
    }
  }
}

/** The table is written anew at each replay: arguments hold the step, keys of dropout, positions. */
function together(
  { arena, kernels, minFlops }: Machine,
  team: Team,
  all: readonly KernelCall[],
  at: At,
  place: { table: number; counters: number },
): Run {
  const number = new Map(
    Object.keys(kernels)
      .sort()
      .map((name, i) => [name, i]),
  )
  const cutOf = new Map(cuts(all, team.threads, minFlops, at).map((cut, i) => [all[i]!, cut]))
  return (calls, scalars) => {
    new Int32Array(arena.memory.buffer, place.counters, all.length).fill(0)
    const numbers = new Float64Array(arena.memory.buffer, place.table, ROW * all.length)
    let end = 0
    let total = 0
    for (const call of calls) {
      const [name, ...args] = ops[call.op].wasm(call, at, scalars)
      const { units, grain, waits } = cutOf.get(call)!
      numbers.set([number.get(name)!, waits ? total : 0, units, grain, args.length, ...args], end)
      end += HEAD + args.length
      total += units || 1
    }
    team.run(place.table, calls.length, place.counters, total)
  }
}

const isFlat = (tensor: Tensor): boolean => tensor.kind === 'weight' || tensor.kind === 'grad' || tensor.kind === 'm' || tensor.kind === 'v'
