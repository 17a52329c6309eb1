/** Every text box of every figure, emptied and filled with what nobody expects: the figure lives, and nothing is pushed off the page. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { declared } from '../../src/widgets/declared.ts'
import { type Course, startCourse } from './course.ts'
import { loaded } from './looks.ts'

const ODD: Readonly<Record<string, string>> = {
  nothing: '',
  'only spaces': '   ',
  emoji: '👩‍👩‍👧 🏳️‍🌈 é',
  'right to left': 'שלום עולם مرحبا',
  'a lone surrogate': 'ab\ud83d cd',
  'one long word': 'pneumono'.repeat(40),
  '10 kB': 'the old man and the sea '.repeat(430),
}
const BOXES = 'input:not([type]), input[type=text], input[type=search], textarea'

let course: Course
let page: Page
let faults: string[]
beforeAll(async () => {
  course = await startCourse()
  const opened = await course.open('#/gallery', {
    query: '?runtime=wasm&threads=1',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  })
  page = opened.page
  faults = opened.faults
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor({ timeout: 60_000 })
})
afterAll(() => course?.close())

/** As typing does, but any string: a keyboard has no half of a character. */
const put = (index: number, value: string): Promise<void> =>
  page.evaluate(
    ([boxes, index, value]) => {
      const box = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[data-widget] :is(${boxes})`)[index]
      if (!box || box.disabled || box.readOnly) return
      box.focus()
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value')!.set!.call(box, value)
      box.dispatchEvent(new Event('input', { bubbles: true }))
      box.closest('form')?.requestSubmit()
      box.blur()
    },
    [BOXES, index, value] as const,
  )

it.each(Object.keys(declared).sort())('%s', async (id) => {
  faults.splice(0)
  await page.evaluate((hash) => location.assign(hash), `#/gallery/widgets/${id}`)
  await page.getByRole('heading', { level: 1, name: declared[id]!.title, exact: true }).waitFor()
  const widget = page.locator('[data-widget]')
  await loaded(widget)
  const count = await widget.locator(BOXES).count()
  for (let box = 0; box < count; box++) {
    for (const [name, value] of Object.entries(ODD)) {
      await put(box, value)
      await page.waitForTimeout(120)
      const where = `box ${box} with ${name}`
      expect(await widget.getByText('It stopped working').count(), where).toBe(0)
      expect(faults, where).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), where).toBe(0)
    }
  }
})
