/** Compiles the AssemblyScript kernels, at build time or on demand in Node; never in the page. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
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
  // A build of the course asks for the same kernels once for each worker, at the same time.
  const known = underWay.get(cached)
  if (known) return known
  const bytes = readOrCompile(cached, options, flags).finally(() => underWay.delete(cached))
  underWay.set(cached, bytes)
  return bytes
}

const underWay = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

async function readOrCompile(cached: string, { shared, onBuild }: Build & { onBuild?: () => void }, flags: string[]) {
  try {
    return new Uint8Array(await readFile(cached))
  } catch {
    onBuild?.()
  }
  const bytes = await compile(shared ? [ENTRY, TEAM] : [ENTRY], flags)
  await putAtOnce(cached, bytes)
  return bytes
}

/** Writes a file that others may read or write at the same time: it is whole or not there. */
export async function putAtOnce(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  // Not the process's number alone: one process may write it twice at once.
  const beside = `${path}.${randomUUID()}`
  await writeFile(beside, bytes)
  await rename(beside, path)
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
