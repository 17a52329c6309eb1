/** Compiles the AssemblyScript kernels, at build time or on demand in Node; never in the page. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CORE = fileURLToPath(new URL('../..', import.meta.url))
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const ENTRY = join(CORE, 'runtime/wasm/kernels.as.ts')
const TEAM = join(CORE, 'runtime/wasm/team.as.ts')
const CACHE = join(ROOT, 'node_modules/.cache/pathway-kernels')

/** All *.as.ts files: what a rebuild depends on. */
async function kernelSources(): Promise<string[]> {
  const files = await readdir(CORE, { recursive: true })
  return files
    .filter((f) => f.endsWith('.as.ts'))
    .map((f) => join(CORE, f))
    .sort()
}

export interface Build {
  /** with relaxed SIMD's fused multiply-add */
  relaxed: boolean
  /** for shared memory, with what threads need to meet */
  shared: boolean
}

/** Every build that a browser may ask for, by the name of its file. */
export const BUILDS: Readonly<Record<'relaxed' | 'plain' | 'relaxedShared' | 'plainShared', Build>> = {
  relaxed: { relaxed: true, shared: false },
  plain: { relaxed: false, shared: false },
  relaxedShared: { relaxed: true, shared: true },
  plainShared: { relaxed: false, shared: true },
}

/** The wasm bytes, from the cache where sources and compiler are unchanged. Throws with the compiler's words. */
export async function buildKernels(options: Build & { onBuild?: () => void }): Promise<Uint8Array<ArrayBuffer>> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'node_modules/assemblyscript/package.json'), 'utf8'))
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--initialMemory',
    '1',
    '--enable',
    'simd',
    ...(options.relaxed ? ['--enable', 'relaxed-simd'] : []),
    ...(options.shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] : []),
  ]
  const hash = createHash('sha256').update(JSON.stringify([version, flags]))
  for (const file of await kernelSources()) hash.update(await readFile(file))
  const cached = join(CACHE, `${hash.digest('hex').slice(0, 16)}.wasm`)
  try {
    return new Uint8Array(await readFile(cached))
  } catch {
    options.onBuild?.()
  }
  const bytes = await compile(options.shared ? [ENTRY, TEAM] : [ENTRY], flags)
  await mkdir(CACHE, { recursive: true })
  const beside = `${cached}.${process.pid}`
  await writeFile(beside, bytes)
  await rename(beside, cached)
  return bytes
}

async function compile(entries: string[], flags: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: asc } = await import('assemblyscript/asc')
  let bytes: Uint8Array<ArrayBuffer> | undefined
  const { error, stderr } = await asc.main([...entries, '--outFile', 'kernels.wasm', '--baseDir', ROOT, ...flags], {
    readFile: (name, base) =>
      readFile(join(base, name), 'utf8')
        .catch(() => readFile(name, 'utf8'))
        .catch(() => null),
    writeFile: (_name, contents) => {
      bytes = Uint8Array.from(contents as Uint8Array)
    },
    listFiles: () => [],
  })
  if (error || !bytes) throw new Error(`The SIMD kernels do not compile.\n${stderr.toString()}`)
  return bytes
}
