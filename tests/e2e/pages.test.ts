/** Every page: alive at once, nothing for axe to find, no scrolling sideways, no request to another host. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, type OpenPage, startCourse } from './course.ts'
import { expectNoFaults, LOOKS, putOn, RULES_AFTER_LIGHT } from './looks.ts'

let course: Course

beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const pages = [
  { name: 'landing', hash: '', heading: /Train a small GPT/ },
  { name: 'Learn', hash: '#/learn', heading: /./ },
  { name: 'the first lesson', hash: '#/learn/start/train-a-gpt-in-a-minute', heading: /Train a GPT in a minute/ },
  { name: 'the Lab', hash: '#/lab', heading: /^Lab$/ },
  { name: 'Teach', hash: '#/teach', heading: /./ },
  { name: 'Write a lesson', hash: '#/teach/write', heading: /^Write a lesson$/ },
  { name: 'the guide', hash: '#/teach/guide', heading: /A class in ten minutes/ },
  { name: 'a page that is not there', hash: '#/nowhere', heading: /./ },
]
/** The page's own content is there, and the core, where the page uses it, has started. */
async function settled(page: Page, heading: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 60_000 })
  await page.waitForLoadState('networkidle')
}

/** Seconds from the load of a fresh landing page to the first words of the shipped model. */
async function secondsUntilItWrites(): Promise<number> {
  const { page, faults } = await course.open('', { query: '?runtime=wasm' })
  const written = page.getByRole('group', { name: 'What the model wrote' })
  await expect.poll(async () => (await written.innerText()).trim().length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(10)
  const milliseconds = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return performance.now() - navigation!.loadEventEnd
  })
  expect(faults).toEqual([])
  await page.context().close()
  return milliseconds / 1000
}

describe('landing', () => {
  it('is alive after its load: the shipped model writes, and how soon is printed', async () => {
    console.log(`the landing page wrote ${(await secondsUntilItWrites()).toFixed(2)} s after its load`)
  })

  it('follows what the visitor types', async () => {
    const { page, faults } = await course.open('', { query: '?runtime=wasm' })
    const next = page.getByRole('region', { name: 'What comes next' })
    const words = page.getByRole('textbox', { name: 'Your words' })
    await words.fill('The people of the United ')
    await next.getByRole('row').first().waitFor({ timeout: 60_000 })
    const before = await next.innerText()
    await words.fill('The people of the United Sta')
    await expect.poll(() => next.innerText(), { timeout: 30_000 }).not.toBe(before)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe.each(pages.map((page) => [page.name, page] as const))('%s', (_, { hash, heading }) => {
  let opened: OpenPage
  beforeAll(async () => {
    opened = await course.open(hash, { query: '?runtime=wasm', ...LOOKS.light })
    await settled(opened.page, heading)
  })
  afterAll(() => opened?.page.context().close())

  it.each(['light', 'dark', 'phone'] as const)('%s', async (look) => {
    await putOn(opened.page, look)
    await expectNoFaults(opened.page, undefined, RULES_AFTER_LIGHT[look])
    expect(opened.faults).toEqual([])
  })

  it('in forced colours no button and no link has the colour that it stands on', async () => {
    await opened.page.emulateMedia({ forcedColors: 'active' })
    const unreadable = await opened.page.locator('button:visible, a:visible').evaluateAll((all) =>
      all
        .filter((each) => {
          const { color, backgroundColor } = getComputedStyle(each)
          return each.textContent?.trim() && color === backgroundColor
        })
        .map((each) => each.textContent),
    )
    expect(unreadable).toEqual([])
  })
})
