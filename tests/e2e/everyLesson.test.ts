/** Every lesson of the built course: in light, and on a phone at night, without a fault, and with a first widget that computes. */
import { readdirSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compileCurriculum } from '../../src/lesson/build/curriculum.ts'
import { lessonId } from '../../src/lesson/lesson.ts'
import { type Course, startCourse } from './course.ts'
import { computed, expectNoFaultsAround, putOn } from './looks.ts'
import { declared } from '../../src/widgets/declared.ts'

/** As a build does: a draft with mistakes is left out of it. */
const { lessons, faulty } = compileCurriculum(process.cwd(), declared)
const published = lessons.filter((lesson) => !faulty.has(lessonId(lesson)))

let course: Course
let page: Page
let faults: string[]

beforeAll(async () => {
  course = await startCourse()
  const opened = await course.open('#/learn', { query: '?runtime=wasm', serviceWorkers: 'block' })
  page = opened.page
  faults = opened.faults
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 })
})
beforeEach(() => void faults.splice(0))
afterAll(() => course?.close())

/** How far down the first figure begins before anything is scrolled, as a share of the window's height. */
const openingShare = (): Promise<number> =>
  page
    .locator('[data-widget]')
    .first()
    .evaluate((figure) => figure.getBoundingClientRect().top / innerHeight)

it('the overview leads to every lesson there is, and to no other', async () => {
  const files = readdirSync('curriculum', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  expect(files.length).toBe(lessons.length)
  const links = await page
    .locator('main a[href^="#/learn/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split('?')[0]!))
  expect([...new Set(links)].sort()).toEqual(published.map((lesson) => `#/learn/${lessonId(lesson)}`).sort())
})

/** One page for all, as a reader goes from one to the next. */
describe.each(published.map((lesson) => [lessonId(lesson), lesson] as const))('%s', (id, { title, blocks, live }) => {
  it('opens, and its first widget computes', async () => {
    await putOn(page, 'light')
    await page.evaluate((hash) => location.assign(hash), `#/learn/${id}`)
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    const first = page.locator('[data-widget]').first()
    expect(Object.values(blocks).some(({ kind }) => kind === 'widget' || kind === 'challenge')).toBe(true)
    await first.scrollIntoViewIfNeeded()
    await computed(first)
  })

  it.each(['light', 'phone at night'] as const)('%s', async (look) => {
    await putOn(page, look)
    await page.evaluate(() => scrollTo(0, 0))
    if (live) expect(await openingShare(), 'of the height stands above the live figure when the lesson opens').toBeLessThan(0.55)
    await expectNoFaultsAround(page, '[data-widget]', look === 'light' ? 'body' : 'main')
    expect(faults).toEqual([])
  })
})
