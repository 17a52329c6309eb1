/** What a planted fault is, and how it gets into the kernels: their text is changed on its way to the compiler. */
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Runtime } from '../../../src/core/runtime/runtime.ts'
import { createWasmRuntime } from '../../../src/core/runtime/wasm/wasm.ts'
import { createWebGpuRuntime, type WebGpuRuntime } from '../../../src/core/runtime/webgpu/webgpu.ts'

export interface Mutant {
  /** what is wrong, for people */
  fault: string
  /** the contract cases that should see it: `op title` */
  cases: RegExp
  /** in the text that the compiler gets; a fault whose text is not there any more has to be planted anew */
  find: RegExp
  put: string
  /** the AssemblyScript file, from src/core; WGSL is known by the kernels that the cases dispatch */
  file?: string
  /** in the kernels of a real GPU, which has others than a software adapter */
  real?: boolean
}

const ROOT = join(import.meta.dirname, '../../..')
const CORE = join(ROOT, 'src/core')

/** A runtime with the fault in it. `planted` says how often its text was found. */
export interface Mutated {
  runtime: Runtime
  planted: () => number
}

/** On the same device, whose other runtimes keep their own way of making modules. */
export async function mutateWgsl(whole: WebGpuRuntime, { find, put }: Mutant): Promise<Mutated> {
  let planted = 0
  const change = (code: string) => {
    const changed = code.replace(find, put)
    if (changed !== code) planted++
    return changed
  }
  const device = new Proxy(whole.device, {
    get(target, key) {
      if (key === 'createShaderModule')
        return (descriptor: GPUShaderModuleDescriptor) => target.createShaderModule({ ...descriptor, code: change(descriptor.code) })
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const runtime = await createWebGpuRuntime(device, { adapter: whole.adapter, software: whole.software })
  return { runtime, planted: () => planted }
}

/** Compiled anew, unoptimized, with plain SIMD. */
export async function mutateAssemblyScript({ file, find, put }: Mutant): Promise<Mutated> {
  const { default: asc } = await import('assemblyscript/asc')
  let planted = 0
  let bytes: Uint8Array<ArrayBuffer> | undefined
  const read = async (path: string) => {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === null || relative(CORE, path).replaceAll('\\', '/') !== file) return text
    const changed = text.replace(find, put)
    if (changed !== text) planted++
    return changed
  }
  const flags = ['--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1', '--enable', 'simd']
  const { error, stderr } = await asc.main(
    [join(CORE, 'runtime/wasm/kernels.as.ts'), '--outFile', 'mutant.wasm', '--baseDir', ROOT, ...flags],
    {
      readFile: async (name, base) => (await read(join(base, name))) ?? (await read(name)),
      writeFile: (_name, contents) => {
        bytes = Uint8Array.from(contents as Uint8Array)
      },
      listFiles: () => [],
    },
  )
  if (error || !bytes) throw new Error(`The fault does not compile.\n${stderr.toString()}`)
  return { runtime: await createWasmRuntime({ module: await WebAssembly.compile(bytes), relaxed: false }), planted: () => planted }
}
