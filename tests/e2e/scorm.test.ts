/** The package for a learning platform, made by the Assign page and opened as Moodle, Canvas and Open edX nest it, under strict rules. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname } from 'node:path'
import { unzipSync } from 'fflate'
import type { Frame, Page } from 'playwright'
import { transform } from 'sucrase'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'

const TITLE = 'Week 3, for a platform'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** The platform's own page: its API, and whatever stands between it and the package. */
const platform = (inner: string): string => `<!doctype html><title>A platform</title>
<script>${transform(readFileSync('src/teach/scorm/testing/strictLms.ts', 'utf8'), { transforms: ['typescript'] }).code.replaceAll('export ', '')}
const lms = strictLms(); globalThis.lms = lms; globalThis.API = lms.api</script>${inner}`
const frame = (source: string): string => `<iframe id="sco" src="${source}" style="width: 1200px; height: 800px"></iframe>`

let course: Course
let server: Server
let files: Record<string, Uint8Array>
let port: number

beforeAll(async () => {
  course = await startCourse()
  const { page } = await course.open('#/teach', { query: '?runtime=wasm', serviceWorkers: 'block' })
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(TITLE)
  await page.getByRole('button', { name: 'Add a task' }).click()
  await page.getByRole('textbox', { name: 'Task', exact: true }).fill('Count')
  await page.getByRole('combobox', { name: 'Done' }).selectOption('widget')
  await page.getByRole('searchbox', { name: 'Search the figures' }).fill('model-count')
  await page.getByRole('button', { name: /model-count/ }).click()
  await page.getByRole('textbox', { name: 'Goal' }).fill('parameters > 1000')
  const [saved] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    page.getByRole('button', { name: 'Package for an LMS' }).click(),
  ])
  files = unzipSync(new Uint8Array(readFileSync(await saved.path())))
  await page.context().close()
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname)
    const pages: Readonly<Record<string, string>> = {
      '/moodle': platform(frame('/course/index.html')),
      '/canvas': platform(frame('/between')),
      '/between': `<!doctype html><title>Between</title>${frame('/course/index.html')}`,
      '/stranger': `<!doctype html><title>A stranger</title>${frame(`http://localhost:${port}/course/index.html`)}`,
    }
    const file = files[path.replace(/^\/course\//, '')]
    const body = pages[path] ?? file
    if (body === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'Content-Type': pages[path] ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream') })
        .end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  port = (server.address() as { port: number }).port
})
afterAll(async () => {
  server?.close()
  await course?.close()
})

async function opened(path: string): Promise<{ page: Page; sco: Frame; faults: string[] }> {
  const context = await course.browser.newContext()
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`http://127.0.0.1:${port}${path}`)
  await expect.poll(() => page.frames().some((each) => each.url().includes('/course/')), { timeout: 30_000 }).toBe(true)
  const sco = page.frames().find((each) => each.url().includes('/course/'))!
  await sco.getByRole('heading', { level: 1, name: TITLE }).waitFor({ timeout: 60_000 })
  return { page, sco, faults }
}

interface Lms {
  faults: string[]
  kept(): Record<string, string>
  again(): void
}
const seen = (page: Page) =>
  page.evaluate(() => {
    const { lms } = globalThis as unknown as { lms: Lms }
    return { refused: lms.faults, kept: lms.kept() }
  })

it('holds the whole course and its manifest, with addresses of its own folder only', () => {
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['imsmanifest.xml', 'index.html']))
  expect(Object.keys(files).filter((name) => name.endsWith('.mjs'))).toEqual([])
  expect(new TextDecoder().decode(files['index.html'])).not.toMatch(/(src|href)="\//)
})

describe.each(['/moodle', '/canvas'])('nested as %s does', (path) => {
  it('reports without a refused call, and goes on where it was left', async () => {
    const { page, sco, faults } = await opened(path)
    await sco.getByText('The goal is reached.').waitFor({ timeout: 60_000 })
    await expect.poll(async () => (await seen(page)).kept['cmi.core.lesson_status'], { timeout: 20_000 }).toMatch(/passed|completed/)
    const { refused, kept } = await seen(page)
    expect(refused).toEqual([])
    expect(Number(kept['cmi.core.score.raw'])).toBe(100)
    expect(kept['cmi.suspend_data']!.length).toBeLessThanOrEqual(4096)
    // The browser forgets everything once the page is left, the platform does not.
    await sco.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
    })
    await sco.goto(`http://127.0.0.1:${port}/nothing`)
    await page.evaluate(() => (globalThis as unknown as { lms: Lms }).lms.again())
    await sco.goto(`http://127.0.0.1:${port}/course/index.html`)
    await sco
      .getByText(/One attempt|1 attempt/)
      .first()
      .waitFor({ timeout: 60_000 })
    expect((await seen(page)).refused).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

it('says that nothing is tracked in a stranger’s frame, and works', async () => {
  const { page, sco, faults } = await opened('/stranger')
  await sco
    .getByText(/not tracked/i)
    .first()
    .waitFor({ timeout: 30_000 })
  await sco.getByText('The goal is reached.').waitFor({ timeout: 60_000 })
  expect(faults).toEqual([])
  await page.context().close()
})
