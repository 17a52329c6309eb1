/** Every page: alive at once, nothing for axe to find, no scrolling sideways, no request to another host. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'

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
  { name: 'a page that is not there', hash: '#/nowhere', heading: /./ },
]
const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { look: 'light, on a phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const

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
  it.each(looks.map((look) => [look.look, look] as const))('%s', async (_, { colorScheme, viewport }) => {
    const { page, faults } = await course.open(hash, { query: '?runtime=wasm', colorScheme, viewport })
    await settled(page, heading)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
