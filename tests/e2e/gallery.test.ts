/**
 * Every widget and every figure alone, in each state of the core, in light, and on a phone at night, and with texts that nobody expects;
 * photographed where COURSE_PICTURES names a folder.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { declared } from '../../src/widgets/declared.ts'
import { type Course, startCourse } from './course.ts'
import { computed, expectNoFaults, loaded, putOn, RULES_AFTER_LIGHT } from './looks.ts'
import { expectLifeThroughOddTexts } from './oddTexts.ts'

const PICTURES = process.env.COURSE_PICTURES
const ids = Object.keys(declared).sort()
const looks = ['light', 'phone at night'] as const
let course: Course
beforeAll(async () => {
  if (PICTURES) mkdirSync(PICTURES, { recursive: true })
  course = await startCourse()
})
afterAll(() => course?.close())

async function photograph(what: Page | Locator, name: string): Promise<void> {
  if (PICTURES) await what.screenshot({ path: join(PICTURES, `${name}.png`), ...('goto' in what && { fullPage: true }) })
}

/** One page for all widgets, so that the core starts once; going from one to the next is what a visitor does too. */
describe('the core ready', () => {
  let page: Page
  let faults: string[]
  /** A page whose browser has frozen would let every widget after it wait in vain. */
  let spoilt = false
  const open = async (): Promise<void> => {
    const opened = await course.open('#/gallery', { query: '?runtime=wasm&threads=1', serviceWorkers: 'block' })
    page = opened.page
    faults = opened.faults
    await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor({ timeout: 60_000 })
    spoilt = false
  }
  beforeAll(async () => {
    await open()
    await putOn(page, 'light')
    await expectNoFaults(page)
  })
  beforeEach(async () => {
    if (spoilt) await open()
    faults.splice(0)
  })
  afterAll(() => page?.context().close())

  it.each(ids)('%s', async (id) => {
    onTestFailed(() => {
      spoilt = true
    })
    await putOn(page, 'light')
    await page.evaluate((hash) => location.assign(hash), `#/gallery/widgets/${id}`)
    await page.getByRole('heading', { level: 1, name: declared[id]!.title, exact: true }).waitFor()
    const widget = page.locator('[data-widget]')
    await computed(widget)
    for (const look of looks) {
      await putOn(page, look)
      await photograph(widget, `${id}-${look.replaceAll(' ', '-')}`)
      await expectNoFaults(page, 'main', RULES_AFTER_LIGHT[look])
    }
    expect(faults).toEqual([])
    // Where there is least room for them, and while it is open.
    await expectLifeThroughOddTexts(page, faults)
  })
})

/** A widget that waits or failed says so in the same words everywhere: all are looked at together, where that is hardest. */
it.each(['empty', 'starting', 'busy', 'failing'] as const)('all widgets, the core %s', async (state) => {
  const { page, faults } = await course.open('#/gallery/all', { query: `?runtime=wasm&core=${state}`, serviceWorkers: 'block' })
  await putOn(page, 'phone at night')
  const widgets = page.locator('[data-widget]')
  await expect.poll(() => widgets.count(), { timeout: 60_000 }).toBe(ids.length)
  await passBy(widgets)
  for (const widget of await widgets.all()) await loaded(widget)
  await photograph(page, `all-${state}`)
  await expectNoFaults(page, 'main')
  expect(faults).toEqual([])
  await page.context().close()
})

/** Brings each into view for a frame or two, as fast scrolling does: a widget's code is asked for when it is seen. */
const passBy = (widgets: Locator): Promise<void> =>
  widgets.evaluateAll(async (all) => {
    for (const each of all) {
      each.scrollIntoView()
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    }
  })

it.each(['light', 'dark', 'phone'] as const)('figures: %s', async (look) => {
  const { page, faults } = await course.open('#/gallery/figures', { serviceWorkers: 'block' })
  await putOn(page, look)
  await page.getByRole('heading', { level: 1, name: 'Figures' }).waitFor()
  await expectNoFaults(page)
  await photograph(page, `figures-${look}`)
  expect(faults).toEqual([])
  await page.context().close()
})
