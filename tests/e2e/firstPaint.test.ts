/** The pages that stand in the document before the app has come: they are what React draws then, stay where they are, and lose no press. */
import type { BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'

const LESSON = '#/learn/start/what-a-language-model-does'
const PATIENCE = 60_000

let course: Course

beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

interface Early {
  page: Page
  faults: string[]
  /** Lets the app come. */
  letCome(): Promise<void>
}

/** The page with the app's own script held back, as a slow network does it. */
async function openEarly(hash: string, options: BrowserContextOptions = {}): Promise<Early> {
  const context = await course.browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  let come = (): void => {}
  const coming = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route(/assets\/index-[^/]*\.js$/, async (route) => {
    await coming
    await route.continue()
  })
  await page.goto(`${course.url}?runtime=wasm${hash}`, { waitUntil: 'commit' })
  return {
    page,
    faults,
    async letCome() {
      come()
      // React keeps its own mark on every element that it has taken over.
      const taken = () => page.evaluate(() => Object.keys(document.querySelector('main h1') ?? {}).some((key) => key.startsWith('__react')))
      await expect.poll(taken, { timeout: PATIENCE }).toBe(true)
    },
  }
}

/** What is on the first screen: the words, and where each piece of text stands. */
const firstScreen = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    return [...document.querySelectorAll('header a, main h1, main h1 ~ *, main .prose > :not([data-widget]), main button')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.top < innerHeight)
      .map(({ element, box }) => `${element.tagName} ${Math.round(box.left)} ${Math.round(box.top)} ${element.textContent}`)
  })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

describe.each([
  ['the landing page', '', /Train a small GPT/],
  ['a lesson', LESSON, /What a language model does/],
])('%s', (_, hash, title) => {
  it.each([
    ['on a phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
    ['wide and dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ] as const)('%s is there before the app, and the app takes over what is there', async (_, look) => {
    const { page, faults, letCome } = await openEarly(hash, look)
    await heading(page).waitFor({ timeout: PATIENCE })
    expect(await heading(page).innerText()).toMatch(title)
    const before = await firstScreen(page)
    expect(before.length).toBeGreaterThan(5)
    await page.evaluate(() => {
      document.querySelector('main h1')?.setAttribute('data-early', '')
    })
    await letCome()
    expect(await page.evaluate(() => document.querySelector('main h1')?.hasAttribute('data-early'))).toBe(true)
    const after = await firstScreen(page)
    // The core starts, and says so: only its own lines may differ.
    const lines = (screen: string[]) =>
      screen.filter((line) => !/^(P|DIV|BUTTON).*(core|device|Write|writing|opening|Predict|Show)/i.test(line))
    expect(lines(after)).toEqual(expect.arrayContaining(lines(before)))
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('before the app', () => {
  it('the theme that was chosen is on', async () => {
    const { page, faults, letCome } = await openEarly('', { colorScheme: 'light' })
    await letCome()
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    await page.unrouteAll()
    await page.route(/assets\/index-[^/]*\.js$/, () => {})
    await page.reload({ waitUntil: 'commit' })
    await heading(page).waitFor()
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(21, 22, 24)')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a press and typed words wait for it', async () => {
    const { page, faults, letCome } = await openEarly('')
    await page.getByRole('textbox', { name: 'Your words' }).fill('The people')
    await page.getByRole('button', { name: 'Search' }).click()
    await letCome()
    await page.getByRole('dialog').waitFor({ timeout: PATIENCE })
    await page.keyboard.press('Escape')
    const next = page.getByRole('group', { name: /^Your turn/ })
    await expect.poll(() => next.getByRole('textbox').inputValue()).toBe('The people')
    // and the model answers to them
    await next.getByRole('row').first().waitFor({ timeout: PATIENCE })
    expect(await next.getByRole('textbox').inputValue()).toBe('The people')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a choice in a question waits for it', async () => {
    const { page, faults, letCome } = await openEarly(LESSON)
    const predict = page.getByRole('group', { name: /^Predict/ }).first()
    await predict.getByRole('radio').nth(1).check()
    await letCome()
    expect(await predict.getByRole('radio').nth(1).isChecked()).toBe(true)
    await predict.getByRole('button', { name: 'Commit' }).click()
    await predict.getByText('your guess').first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a link is followed as soon as it comes', async () => {
    const { page, faults, letCome } = await openEarly('')
    await page.getByRole('link', { name: 'Learn', exact: true }).click()
    await letCome()
    expect(await heading(page).innerText()).toBe('The course')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a page that the app alone can draw shows no other page first', async () => {
    const { page, faults, letCome } = await openEarly('#/teach')
    await page.locator('#root').waitFor({ state: 'attached' })
    await expect.poll(() => page.evaluate(() => document.getElementById('root')?.hidden)).toBe(false)
    expect(await page.evaluate(() => document.getElementById('root')?.childElementCount)).toBe(0)
    await letCome()
    expect(faults).toEqual([])
    await page.context().close()
  })
})
