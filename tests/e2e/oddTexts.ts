/** What nobody expects in a text box, put into all boxes of a figure: the figure lives, and nothing is pushed off the page. */
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
const putEverywhere = (page: Page, value: string): Promise<void> =>
  page.evaluate(
    ([boxes, value]) => {
      for (const box of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[data-widget] :is(${boxes})`)) {
        if (!box.isConnected || box.disabled || box.readOnly) continue
        box.focus()
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value')!.set!.call(box, value)
        box.dispatchEvent(new Event('input', { bubbles: true }))
        box.closest('form')?.requestSubmit()
        box.blur()
      }
    },
    [BOXES, value] as const,
  )

/** @param faults what goes wrong in the page is added to it */
export async function expectLifeThroughOddTexts(page: Page, faults: readonly string[]): Promise<void> {
  const widget = page.locator('[data-widget]')
  if ((await widget.locator(BOXES).count()) === 0) return
  for (const [name, value] of Object.entries(ODD)) {
    await putEverywhere(page, value)
    await page.waitForTimeout(120)
    expect(await widget.getByText('It stopped working').count(), name).toBe(0)
    expect(faults, name).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBe(0)
  }
}
