/** The package for a learning platform, made by the Assign page and opened as Moodle, Canvas and Open edX nest it, under strict rules. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname } from 'node:path'
import { unzipSync } from 'fflate'
import type { Frame, Page } from 'playwright'
import { transform } from 'sucrase'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skeleton } from '../../src/lesson/compile/skeleton.ts'
import type { LmsOptions } from '../../src/teach/scorm/testing/strictLms.ts'
import { type Course, startCourse } from './course.ts'

const TITLE = 'Week 3, for a platform'
/** Too long for a link, so that it travels in the package's page. */
const LESSON = 'A long lesson'
const longLesson = (): string =>
  `${skeleton({ part: 'start', slug: 'x', title: LESSON, order: 9 })}
${Array.from({ length: 4500 }, (_, i) => Math.floor(Math.abs(Math.sin(i)) * 1e6).toString(36)).join(' ')}
`
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** The platform's own page: its API, and whatever stands between it and the package. */
const platform = (inner: string, options: LmsOptions = {}): string => `<!doctype html><title>A platform</title>
<script>${transform(readFileSync('src/teach/scorm/testing/strictLms.ts', 'utf8'), { transforms: ['typescript'] }).code.replaceAll('export ', '')}
const lms = strictLms(${JSON.stringify(options)}); globalThis.lms = lms; globalThis.API = lms.api</script>${inner}`
const frame = (source: string): string => `<iframe id="sco" src="${source}" style="width: 1200px; height: 800px"></iframe>`

let course: Course
let server: Server
let files: Record<string, Uint8Array>
let port: number

beforeAll(async () => {
  course = await startCourse()
  const { page } = await course.open('#/teach', { query: '?runtime=wasm', serviceWorkers: 'block' })
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(TITLE)
  await page.getByRole('textbox', { name: 'Pass mark, %' }).fill('50')
  await page
    .getByLabel('Add a lesson’s file')
    .setInputFiles({ name: 'long.md', mimeType: 'text/markdown', buffer: Buffer.from(longLesson()) })
  await page.getByRole('button', { name: `Take “${LESSON}” out` }).waitFor({ timeout: 60_000 })
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
      // The platform's page, the XBlock's frame with the API, one more frame: the API is two up, and not at the top.
      '/openedx': `<!doctype html><title>Open edX</title>${frame('/xblock')}`,
      '/xblock': platform(frame('/between')),
      '/popup': platform(''),
      '/review': platform(frame('/course/index.html'), { lessonMode: 'review' }),
      '/nothing': '<!doctype html><title>Nothing</title>',
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

/** The package as the platform at this path opens it, in a frame or in a window of its own; `lms` has the API. */
async function opened(path: string, init?: () => void): Promise<{ page: Page; sco: Frame; lms: Frame; faults: string[] }> {
  const context = await course.browser.newContext()
  if (init) await context.addInitScript(init)
  const page = await context.newPage()
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(error.error().message))
  await page.goto(`http://127.0.0.1:${port}${path}`)
  if (path === '/popup') await page.evaluate(() => void window.open('/course/index.html'))
  const frames = (): Frame[] => context.pages().flatMap((each) => each.frames())
  await expect.poll(() => frames().some((each) => each.url().includes('/course/')), { timeout: 30_000 }).toBe(true)
  const sco = frames().find((each) => each.url().includes('/course/'))!
  await sco.getByRole('heading', { level: 1, name: TITLE }).waitFor({ timeout: 60_000 })
  return { page, sco, lms: frames().find((each) => each.url().endsWith('/xblock')) ?? page.mainFrame(), faults }
}

interface Lms {
  faults: string[]
  calls: string[]
  kept(): Record<string, string>
  again(): void
}
const seen = (frame: Frame) =>
  frame.evaluate(() => {
    const { lms } = globalThis as unknown as { lms: Lms }
    return { refused: lms.faults, kept: lms.kept() }
  })

it('holds the whole course and its manifest, with addresses of its own folder only', () => {
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['imsmanifest.xml', 'index.html']))
  expect(Object.keys(files).filter((name) => name.endsWith('.mjs'))).toEqual([])
  expect(new TextDecoder().decode(files['index.html'])).not.toMatch(/(src|href)="\//)
})

/** Leaves the package, and opens it again in the platform's next visit. */
async function openedAgain(sco: Frame, lms: Frame): Promise<void> {
  await sco.goto(`http://127.0.0.1:${port}/nothing`)
  await lms.evaluate(() => (globalThis as unknown as { lms: Lms }).lms.again())
  await sco.goto(`http://127.0.0.1:${port}/course/index.html`)
  await sco
    .getByText(/One attempt|1 attempt/)
    .first()
    .waitFor({ timeout: 60_000 })
}

async function reached(sco: Frame, lms: Frame): Promise<Record<string, string>> {
  // Figures are loaded when they come near.
  await sco.getByRole('link', { name: 'Count' }).click()
  await sco.getByText('The goal is reached.').waitFor({ timeout: 60_000 })
  await expect.poll(async () => (await seen(lms)).kept['cmi.core.lesson_status'], { timeout: 20_000 }).toBe('passed')
  return (await seen(lms)).kept
}

describe.each(['/moodle', '/canvas', '/openedx', '/popup'])('nested as %s does', (path) => {
  it('reports without a refused call, and goes on where it was left', async () => {
    const { page, sco, lms, faults } = await opened(path)
    const kept = await reached(sco, lms)
    expect(Number(kept['cmi.core.score.raw'])).toBe(50)
    expect(kept['cmi.suspend_data']!.length).toBeLessThanOrEqual(4096)
    expect(kept['cmi.interactions.0.type']).toBe('performance')
    // The browser forgets everything once the page is left, the platform does not.
    await sco.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
    })
    await openedAgain(sco, lms)
    expect((await seen(lms)).refused).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

/** As browsers do in a frame of another site whose storage they block: each way to keep something throws. */
function blockStorage(): void {
  if (!location.pathname.startsWith('/course/')) return
  const refuse = (): never => {
    throw new DOMException('The browser blocks it.', 'SecurityError')
  }
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get: refuse })
  Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse })
  Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: async () => refuse() })
  Object.defineProperty(window, 'BroadcastChannel', { value: refuse })
}

it('works in a frame that may keep nothing, says so, and goes on from what the platform keeps', async () => {
  const { page, sco, lms, faults } = await opened('/moodle', blockStorage)
  await reached(sco, lms)
  await sco.getByText('This browser lets the page keep nothing here.').waitFor()
  // A lesson that no link has room for is in the package.
  await sco.getByRole('link', { name: LESSON }).click()
  await sco.getByRole('heading', { level: 1, name: LESSON }).waitFor({ timeout: 60_000 })
  await sco.getByRole('radio', { name: 'The right answer' }).check()
  await sco.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.poll(async () => (await seen(lms)).kept['cmi.core.score.raw'], { timeout: 20_000 }).toBe('100')
  expect(await seen(lms)).toMatchObject({
    refused: [],
    kept: { 'cmi.interactions.1.type': 'choice', 'cmi.interactions.1.student_response': 'a' },
  })
  await openedAgain(sco, lms)
  await sco.getByText('✓ done').waitFor()
  expect((await seen(lms)).refused).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

it('in a review tells the platform nothing, says so, and works', async () => {
  const { page, sco, lms, faults } = await opened('/review')
  await sco.getByText('This is a look back: nothing that you do here is told to it.').waitFor({ timeout: 30_000 })
  // Figures are loaded when they come near.
  await sco.getByRole('link', { name: 'Count' }).click()
  await sco.getByText('The goal is reached.').waitFor({ timeout: 60_000 })
  await sco.getByText('It is kept.').waitFor()
  const calls = await lms.evaluate(() => (globalThis as unknown as { lms: Lms }).lms.calls)
  expect(calls.filter((call) => /Set|Commit/.test(call))).toEqual([])
  expect(calls.join(' ')).toMatch(/Initialize/)
  expect((await seen(lms)).refused).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

it('says that nothing is tracked in a stranger’s frame, and works', async () => {
  const { page, sco, faults } = await opened('/stranger')
  await sco
    .getByText(/not tracked/i)
    .first()
    .waitFor({ timeout: 30_000 })
  // Figures are loaded when they come near.
  await sco.getByRole('link', { name: 'Count' }).click()
  await sco.getByText('The goal is reached.').waitFor({ timeout: 60_000 })
  expect(faults).toEqual([])
  await page.context().close()
})
