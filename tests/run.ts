/** Everything that CI runs, on whatever this machine has: `npm run check`, and with long runs `npm run check:full`. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWasm } from '../src/core/runtime/wasm/node.ts'
import { findBrowser, installBrowser } from './support/browser.ts'
import { add, failuresIn, one, sentence, type Tally, tallyVitest } from './support/tally.ts'
import { faults, NOT_BUILT } from './full/faults/faults.ts'
import { outcomesOf, rowsOf, tableOf, tallyRows } from './full/faults/table.ts'
import { findVulkan } from './support/vulkan.ts'

const started = Date.now()
const full = process.argv.includes('--full')
const reports = mkdtempSync(join(tmpdir(), 'pathway-check-'))
const env: NodeJS.ProcessEnv = { ...process.env, COURSE_VULKAN_CHOSEN: '1' }
const done: { name: string; tally: Tally; seconds: number }[] = []

async function check(name: string, work: () => Tally | Promise<Tally>): Promise<void> {
  const begin = Date.now()
  console.log(`\n== ${name}`)
  const tally = await attempt(work)
  const seconds = (Date.now() - begin) / 1000
  done.push({ name, tally, seconds })
  console.log(`-- ${name}: ${sentence(tally)} in ${seconds.toFixed(1)} s`)
}

/** A check that cannot even run has failed. */
async function attempt(work: () => Tally | Promise<Tally>): Promise<Tally> {
  try {
    return await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return one(false)
  }
}

/** No check takes so long: whatever does hangs in a driver, where no timeout of a test reaches it. */
const LONGEST_MS = (full ? 120 : 35) * 60_000

let stopRunning = (): void => {}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopRunning()
    process.exit(130)
  })
}

/** Runs a package's own program with this Node, so that no shell and no PATH matter. Its exit status, or null where it was killed. */
function tool(script: string, ...args: string[]): Promise<number | null> {
  // A group of its own, so that what it has started goes with it.
  const child = spawn(process.execPath, [join('node_modules', script), ...args], { stdio: 'inherit', env, detached: true })
  stopRunning = () => process.kill(-child.pid!, 'SIGKILL')
  const timer = setTimeout(() => {
    console.error(`${script} has not ended in ${LONGEST_MS / 60_000} minutes and is stopped.`)
    stopRunning()
  }, LONGEST_MS)
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (code) => {
      clearTimeout(timer)
      stopRunning = () => {}
      resolve(code)
    })
  })
}

const command = async (script: string, ...args: string[]) => one((await tool(script, ...args)) === 0)

async function vitest(...args: string[]): Promise<Tally> {
  const report = join(reports, `${done.length}.json`)
  const code = await tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args)
  return tallyVitest(report, code)
}

async function machine(): Promise<Tally> {
  const browser = findBrowser() ?? installBrowser()
  const version = spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout?.trim()
  env.CHROME_PATH = browser
  const vulkan = findVulkan()
  Object.assign(env, vulkan?.env)
  console.log(`node: ${process.version}`)
  console.log(`browser: ${version || browser}`)
  console.log(
    `webgpu: ${vulkan ? `${vulkan.adapter}${vulkan.software ? ' (software)' : ''}` : 'none that Dawn accepts; this is a failure'}`,
  )
  console.log(`wasm: ${(await openWasm()).adapter}`)
  return one(vulkan !== undefined)
}

await check('a browser, and a Vulkan that Dawn accepts', machine)
await check('types', () => command('typescript/bin/tsc', '-p', '.'))
await check('lint and format', () => command('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'))
await check('unit, contract, golden, directions', () => vitest('--project', 'unit', '--project', 'dom', '--project', 'contract'))
await check('build', () => command('vite/bin/vite.js', 'build', '--logLevel', 'warn'))
// A test that drives a browser waits for it part of its time, which one more of them fills.
await check('end to end', () => vitest('--project', 'e2e', `--maxWorkers=${availableParallelism() + 1}`))
if (full) {
  await check('long runs', () => vitest('--project', 'full'))
  await check('faults survived', () => {
    const rows = rowsOf(faults, outcomesOf(done.map((_, i) => join(reports, `${i}.json`))))
    console.log(`${tableOf(rows)}\nNot built, so that nothing can break there: ${NOT_BUILT.join('; ')}.`)
    return tallyRows(rows)
  })
}
const failures = done.flatMap((_, i) => failuresIn(join(reports, `${i}.json`)))
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
rmSync(reports, { recursive: true })

console.log(`\nIn ${((Date.now() - started) / 1000).toFixed(0)} s:`)
for (const { name, tally, seconds } of done) console.log(`  ${name}: ${sentence(tally)} (${seconds.toFixed(1)} s)`)
const total = done.map(({ tally }) => tally).reduce(add)
process.exitCode = total.failed === 0 ? 0 : 1
console.log(sentence(total))
