/** The habits of learning, end to end: offline from a sub-folder, updates, keys, resuming, an instructor's link, export, import, erase, paper. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type Host, startHost } from './host.ts'
import { expectNoFaults, LOOKS, putOn } from './looks.ts'

const LESSON = '#/learn/start/train-a-gpt-in-a-minute'
const PATIENCE = 60_000

let host: Host
let browser: Browser
let context: BrowserContext
const faults: string[] = []

beforeAll(async () => {
  host = await startHost()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
})
afterEach(async () => {
  await context.close()
  expect(faults.splice(0)).toEqual([])
})

async function open(hash = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()} ${message.location().url}`))
  await page.goto(`${host.url}${hash}`)
  await title(page)
  return page
}

const title = (page: Page, name: RegExp | string = /./) => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: PATIENCE })
const titleNow = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText()

/** The service worker has kept every file and serves the page. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
    }
  })
}

async function modelWrites(page: Page): Promise<void> {
  const written = page.getByRole('group', { name: 'What the model wrote' })
  await expect.poll(async () => (await written.innerText()).trim().length, { timeout: PATIENCE }).toBeGreaterThan(10)
}

describe('without a network', () => {
  it('after one visit the landing page writes and a lesson opens; threads come with it, though the host sends no headers', async () => {
    const page = await open()
    await kept(page)
    await context.setOffline(true)
    await page.reload()
    await title(page)
    await modelWrites(page)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await page.goto(`${host.url}${LESSON}`)
    await title(page, /Train a GPT in a minute/)
    await page
      .getByRole('group', { name: /^Training/ })
      .first()
      .waitFor({ timeout: PATIENCE })
    await page.keyboard.press('/')
    await page.getByRole('combobox').waitFor({ timeout: PATIENCE })
    await page.keyboard.type('loss')
    await page.getByRole('option').first().waitFor({ timeout: PATIENCE })
  })

  it('at the first visit, before anything is kept, a page that does not load says so in its place, and a run goes on', async () => {
    const page = await open('?runtime=wasm&threads=1#/lab', { serviceWorkers: 'block' })
    const train = page.getByRole('button', { name: 'Train', exact: true })
    await expect.poll(() => train.isEnabled(), { timeout: PATIENCE }).toBe(true)
    await train.click()
    const step = async () => Number(/step ([\d,]+)/.exec(await page.getByRole('banner').innerText())?.[1]?.replace(',', '') ?? 0)
    await expect.poll(step, { timeout: PATIENCE }).toBeGreaterThan(0)
    await page.evaluate(() => Object.assign(globalThis, { samePage: true }))
    await context.setOffline(true)
    await page.evaluate((hash) => location.assign(hash), '#/teach')
    await page.getByText('Its code did not load.').waitFor({ timeout: PATIENCE })
    const before = await step()
    await expect.poll(step, { timeout: PATIENCE }).toBeGreaterThan(before)
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await title(page, 'Assign')
    expect(await page.evaluate(() => 'samePage' in globalThis)).toBe(true)
    // The browser itself tells of every file that it could not fetch.
    expect(faults.splice(0).filter((fault) => !/Failed to (load|fetch)|ERR_INTERNET|NotLoaded|did not load/.test(fault))).toEqual([])
  })

  it('a new version is offered quietly, and takes over at the next load', async () => {
    const page = await open('#/learn')
    await kept(page)
    // A deploy: another page, and a service worker that lists it.
    for (const [file, from, to] of [
      ['index.html', '<title>Pathway to GPT</title>', '<title>Pathway to GPT</title><meta name="version" content="next">'],
      ['service-worker.js', /(url:[`'"]index\.html[`'"],revision:[`'"])\w+/, '$1next'],
    ] as const) {
      const path = join(host.folder, file)
      const before = readFileSync(path, 'utf8')
      const after = before.replace(from, to)
      expect(after, file).not.toBe(before)
      writeFileSync(path, after)
    }
    const version = () => page.evaluate(() => document.querySelector('meta[name=version]')?.getAttribute('content') ?? 'first')
    await page.reload() // finds the new version and keeps it beside the old one
    await page.getByText('A new version of the course is ready').waitFor({ timeout: PATIENCE })
    expect(await version()).toBe('first')
    await page.reload()
    await expect.poll(() => version().catch(() => ''), { timeout: PATIENCE }).toBe('next')
    await title(page)
  })
})

describe('keys', () => {
  it('open search and help, and are letters while one types', async () => {
    const page = await open('#/teach')
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('next lesson').waitFor()
    await expectNoFaults(page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    const field = page.getByRole('textbox', { name: 'Title' })
    await field.click()
    await page.keyboard.type('a/b?[c]')
    expect(await field.inputValue()).toBe('a/b?[c]')
    expect(await dialog.count()).toBe(0)
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await page.getByRole('combobox').waitFor({ timeout: PATIENCE })
    await page.keyboard.type('cross-entropy')
    await page.getByRole('option').nth(1).waitFor({ timeout: PATIENCE })
    await expectNoFaults(page)
    await page.keyboard.press('ArrowDown')
    const chosen = await page.locator('[role=option][aria-selected=true] b').innerText()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main').innerText(), { timeout: PATIENCE }).toContain(chosen)
    expect(await titleNow(page)).not.toBe('Teach')
  })

  it('[ and ] walk through the lessons in their order', async () => {
    const page = await open('#/learn')
    const links = page.locator('main ol a')
    const count = await links.count()
    await links.first().click()
    await page.waitForURL(/learn\/\w/)
    await title(page)
    const first = page.url()
    await page.keyboard.press('[')
    expect(page.url()).toBe(first)
    await page.keyboard.press(']')
    if (count === 1) expect(page.url()).toBe(first)
    else {
      await expect.poll(() => page.url()).not.toBe(first)
      await title(page)
      await page.keyboard.press('[')
      await expect.poll(() => page.url()).toBe(first)
    }
  })
})

describe('a lesson', () => {
  it('keeps a guess, a note and the place; the ledger and the course show them', async () => {
    const page = await open(LESSON)
    const predict = page.getByRole('group', { name: /^Predict/ }).first()
    await predict.getByRole('button', { name: '80 %' }).click()
    await predict.getByRole('radio').nth(1).check()
    await predict.getByRole('button', { name: 'Commit' }).click()
    await predict.getByText('80 % sure').waitFor()
    await page.getByText('Your notes on this lesson').click()
    await page.getByRole('textbox', { name: 'Notes' }).fill('loss falls fast at first')
    await page.getByRole('heading', { name: 'The same, as a formula' }).scrollIntoViewIfNeeded()
    await page.evaluate(() => document.getElementById('the-same-as-a-formula')?.scrollIntoView({ block: 'start' }))
    const heading = () => page.evaluate(() => document.getElementById('the-same-as-a-formula')?.getBoundingClientRect().top ?? Number.NaN)
    const there = await heading()
    await page.waitForTimeout(1000) // places are written twice a second
    await page.reload()
    await page.getByText('Opened where you stopped reading').waitFor({ timeout: PATIENCE })
    await expect.poll(async () => Math.abs((await heading()) - there), { timeout: 10_000 }).toBeLessThan(60)
    await page.goto(`${host.url}#/predictions`)
    await page.getByText('80 %').first().waitFor({ timeout: PATIENCE })
    await page.goto(`${host.url}#/notes`)
    expect(await page.getByRole('textbox').inputValue()).toBe('loss falls fast at first')
    await page.goto(`${host.url}#/learn`)
    await page.getByRole('link', { name: /^Go on: 0\.2/ }).waitFor()
  })

  it('on paper has no controls and no answers, and is light', async () => {
    const page = await open(LESSON, { colorScheme: 'dark' })
    const predict = page.getByRole('group', { name: /^Predict/ }).first()
    await predict.getByRole('radio').first().check()
    await predict.getByRole('button', { name: 'Commit' }).click()
    await predict.getByText('your guess', { exact: true }).waitFor()
    await page.emulateMedia({ media: 'print' })
    const shown = page.getByRole('button').filter({ visible: true })
    expect(
      await shown.evaluateAll((buttons) =>
        buttons.map((button) => button.textContent).filter((text) => /Train|Check|Commit|Table|Search|Predict/.test(text ?? '')),
      ),
    ).toEqual([])
    expect(await predict.getByText('your guess', { exact: true }).isVisible()).toBe(false)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
  })
})

describe('an instructor’s link', () => {
  it('is made on the Teach page, opens exactly its lessons, and can be left', async () => {
    const page = await open('#/teach')
    const boxes = page.getByRole('checkbox')
    const first = await page.locator('label:has(input[type=checkbox]) span').first().innerText()
    await boxes.first().check()
    await page.getByRole('textbox', { name: 'Title' }).fill('Week 3: attention')
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Bring your numbers.')
    const link = await page.getByRole('textbox', { name: 'The link' }).inputValue()
    await context.close()

    const student = await open(link.slice(host.url.length))
    expect(await titleNow(student)).toBe('Week 3: attention')
    await student.getByText('Bring your numbers.').waitFor()
    const lessons = student.locator('main li a')
    expect(await lessons.allInnerTexts()).toEqual([first])
    await lessons.first().click()
    await student.getByText('0 of 1 done').waitFor({ timeout: PATIENCE })
    await student.getByRole('button', { name: 'Leave this selection' }).click()
    await student.getByText('0 of 1 done').waitFor({ state: 'detached' })
    await student.reload()
    await title(student)
    expect(await student.getByText('Week 3: attention').count()).toBe(0)
  })

  it('that is damaged says so and opens the course', async () => {
    const page = await open('#/assigned/1zAAAA')
    expect(await page.getByRole('alert').innerText()).toMatch(/cut off or changed/)
    expect(await titleNow(page)).toBe('The course')
  })
})

describe('everything', () => {
  it('is exported, erased after a question, and comes back from the file', async () => {
    const page = await open(LESSON)
    await page.getByText('Your notes on this lesson').click()
    await page.getByRole('textbox', { name: 'Notes' }).fill('to be kept')
    await page.goto(`${host.url}#/lab`)
    const models = page.getByRole('group', { name: /^Models/ })
    await models
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click({ timeout: PATIENCE })
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await models
      .getByText(/\(copy\)/)
      .first()
      .waitFor({ timeout: PATIENCE })
    await page.goto(`${host.url}#/your-data`)
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export everything' }).click()])
    const file = await download.path()
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
    await expect
      .poll(
        () =>
          row('models of your own')
            .innerText()
            .catch(() => ''),
        { timeout: PATIENCE },
      )
      .toMatch(/\b0,/)
    expect(await row('lessons with notes').innerText()).toMatch(/0$/)
    for (const models of [/1 model\./, /0 models\. 1 model was here already/]) {
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText(models).waitFor({ timeout: PATIENCE })
    }
    expect(await row('lessons with notes').innerText()).toMatch(/1$/)
    expect(await row('models of your own').innerText()).toMatch(/\b1,/)
    await page.goto(`${host.url}#/notes`)
    expect(await page.getByRole('textbox').inputValue()).toBe('to be kept')
  })
})

describe('the pages beside the rooms', () => {
  const pages = ['review', 'predictions', 'notes', 'glossary', 'bibliography', 'your-data']
  it.each(pages)('%s: nothing for axe to find, no scrolling sideways', async (name) => {
    const page = await open(`#/${name}`, LOOKS.phone)
    await expectNoFaults(page)
    await putOn(page, 'dark')
    await expectNoFaults(page)
  })
})
