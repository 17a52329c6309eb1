/** Lessons as they are published: from a sub-folder of a plain host, light to load, with what the learner changed in the address. */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type Host, startHost } from './host.ts'

let host: Host
let browser: Browser

beforeAll(async () => {
  host = await startHost()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
})

/** A page of its own, and what went wrong in it. */
async function open(hash: string) {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.includes('/checkpoints/')) faults.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    // A checkpoint that a host does not have is a case that the course is made for; anything else that is missing is a fault.
    if (response.status() >= 400 && !response.url().includes('/checkpoints/')) faults.push(`${response.status()}: ${response.url()}`)
  })
  await page.goto(`${host.url}?runtime=wasm${hash}`)
  return { page, faults }
}

const LESSON = '#/learn/start/train-a-gpt-in-a-minute'

describe('from a sub-folder', () => {
  it('a lesson opens with its formulas, its terms and its widgets', async () => {
    const { page, faults } = await open(LESSON)
    await page.getByRole('heading', { level: 1, name: 'Train a GPT in a minute' }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Train', exact: true }).first().waitFor({ timeout: 60_000 })
    expect(await page.locator('.katex').count()).toBeGreaterThan(5)
    await page.getByRole('button', { name: 'bigram model' }).first().click()
    await page.getByRole('dialog').getByText('A language model that looks at one token only').waitFor()
    await page.keyboard.press('Escape')
    const scripts: string[] = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(scripts.filter((name) => name.includes('TypesetFormula'))).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })
})

describe('the address', () => {
  it('opens the lesson whatever follows the “?”, and a wrong value changes nothing', async () => {
    const { page, faults } = await open(`${LESSON}?w1.layers=many&w9.luck=1`)
    await page.getByRole('heading', { level: 1, name: 'Train a GPT in a minute' }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Train', exact: true }).first().waitFor({ timeout: 60_000 })
    expect(faults).toEqual([])
    await page.close()
  })
})

describe('what a first visit loads', () => {
  const assets = () => `${host.folder}/assets`
  const read = (name: string): string => readFileSync(`${assets()}/${name}`, 'utf8')
  const gzipped = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + gzipSync(read(name)).length, 0)

  /** Chunks of these names and all that they import at once; what they import later is left out. */
  function chunks(...names: string[]): Set<string> {
    const files = readdirSync(assets()).filter((name) => name.endsWith('.js'))
    const seen = new Set<string>()
    const add = (name: string): void => {
      if (seen.has(name)) return
      seen.add(name)
      for (const [, imported] of read(name).matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) add(imported!)
    }
    for (const name of names) {
      const file = files.find((each) => each.replace(/-[\w-]{8}\.js$/, '') === name)
      if (!file) throw new Error(`The build has no chunk "${name}".`)
      add(file)
    }
    return seen
  }
  const entry = (): string => /assets\/(index)-[\w-]{8}\.js/.exec(readFileSync(`${host.folder}/index.html`, 'utf8'))![1]!

  it('a lesson’s JavaScript before its widgets is under 200 kB gzip', () => {
    const size = gzipped(chunks(entry(), 'LessonPage', 'train-a-gpt-in-a-minute'))
    console.log(`a lesson's JavaScript before its widgets: ${(size / 1000).toFixed(1)} kB gzip`)
    expect(size).toBeLessThan(200_000)
  })

  it('the landing page, with its fonts, is under 300 kB gzip before the model', async () => {
    const { page } = await open('')
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 })
    await page.evaluate(() => document.fonts.ready)
    const loaded: string[] = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.split('/').at(-1)!),
    )
    await page.close()
    const sizes = { page: gzipSync(readFileSync(`${host.folder}/index.html`)).length, scripts: 0, styles: 0, fonts: 0, core: 0 }
    const pages = chunks(entry(), 'LandingPage')
    const workers = chunks('core.worker')
    for (const name of new Set(loaded)) {
      // The worker, what it imports and its kernels come with the model: they are what reads it.
      if ((workers.has(name) && !pages.has(name)) || name.endsWith('.wasm')) sizes.core += gzipped([name])
      else if (name.endsWith('.js')) sizes.scripts += gzipped([name])
      else if (name.endsWith('.css')) sizes.styles += gzipped([name])
      else if (name.endsWith('.woff2')) sizes.fonts += readFileSync(`${assets()}/${name}`).length
    }
    const { core, ...first } = sizes
    const total = Object.values(first).reduce((sum, size) => sum + size, 0)
    console.log(
      `the landing page before the model: ${(total / 1000).toFixed(1)} kB gzip, ${JSON.stringify(first)}; beside it the core that reads the model: ${(core / 1000).toFixed(1)} kB`,
    )
    expect(first.fonts).toBeGreaterThan(0)
    expect(first.scripts).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(300_000)
  })
})
