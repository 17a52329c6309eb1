/** Compiles kernels, each distinct code once a device, and says which kernel and line is at fault. */
import { CourseError } from '../../errors.ts'
import type { Dispatch } from '../../ops/wgsl.ts'
import { type Patience, patience } from '../../patience.ts'

export interface Compiled {
  readonly pipeline: GPUComputePipeline
  readonly layout: GPUBindGroupLayout
}

export type Compile = (dispatch: Dispatch) => Promise<Compiled>

/** So long without any kernel that is ready, and the driver counts as one that never answers. */
const PATIENCE_S = 10

export function pipelineCache(device: GPUDevice): Compile {
  const answers = patience(PATIENCE_S)
  const known = new Map<string, Promise<Compiled>>()
  return (dispatch) => {
    let compiled = known.get(dispatch.code)
    if (!compiled) {
      compiled = compile(device, dispatch, answers)
      known.set(dispatch.code, compiled)
    }
    return compiled
  }
}

async function compile(device: GPUDevice, { label, code, bindings }: Dispatch, answers: Patience): Promise<Compiled> {
  device.pushErrorScope('validation')
  const module = device.createShaderModule({ label, code })
  const layout = device.createBindGroupLayout({
    label,
    entries: [
      { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform' } },
      ...bindings.map(({ access }, i): GPUBindGroupLayoutEntry => {
        const type = access === 'uniform' ? 'uniform' : access === 'read' ? 'read-only-storage' : 'storage'
        return { binding: i + 1, visibility: GPUShaderStage.COMPUTE, buffer: { type } }
      }),
    ],
  })
  const layouts = device.createPipelineLayout({ label, bindGroupLayouts: [layout] })
  const pipeline = device.createComputePipelineAsync({ label, layout: layouts, compute: { module, entryPoint: 'main' } })
  const [made, info, error] = await answers.within(
    Promise.all([pipeline.catch((failure: unknown) => failure), module.getCompilationInfo(), device.popErrorScope()]),
    (seconds) => failed(`Kernel "${label}" was not ready after ${seconds} s.`),
  )
  const fault = info.messages.find(({ type }) => type === 'error')
  if (fault) throw failed(`Kernel "${label}", line ${fault.lineNum}: ${fault.message}`)
  if (error) throw failed(`Kernel "${label}": ${error.message}`)
  if (made instanceof Error) throw failed(`Kernel "${label}": ${made.message}`)
  return { pipeline: made as GPUComputePipeline, layout }
}

const failed = (message: string): CourseError =>
  new CourseError('kernel-failed', message, 'This GPU or its driver refuses the kernel; continue on the CPU (?runtime=wasm).')
