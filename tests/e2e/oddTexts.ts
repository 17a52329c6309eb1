/** What nobody expects in a text box, put into each box of a figure: the figure lives, and nothing is pushed off the page. */
import type { Page } from 'playwright'
import { expect } from 'vitest'

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

/** As typing does, but any string: a keyboard has no half of a character. */
const put = (page: Page, index: number, value: string): Promise<void> =>
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

/** @param faults what goes wrong in the page is added to it */
export async function expectLifeThroughOddTexts(page: Page, faults: readonly string[]): Promise<void> {
  const widget = page.locator('[data-widget]')
  const count = await widget.locator(BOXES).count()
  for (let box = 0; box < count; box++) {
    for (const [name, value] of Object.entries(ODD)) {
      await put(page, box, value)
      await page.waitForTimeout(120)
      const where = `box ${box} with ${name}`
      expect(await widget.getByText('It stopped working').count(), where).toBe(0)
      expect(faults, where).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), where).toBe(0)
    }
  }
}
