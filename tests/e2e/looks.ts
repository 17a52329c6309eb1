/** How a page is looked at: in light, in dark and on a phone, by axe and for what sticks out at the side; and when a widget has settled. */
import axe from 'axe-core'
import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

export const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  'phone at night': { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const
export type Look = keyof typeof LOOKS

/** What each page has on. */
const worn = new WeakMap<Page, Look>()

/** The page stays open and computes no more than a change of window asks for. */
export async function putOn(page: Page, look: Look): Promise<void> {
  if (worn.get(page) === look) return
  worn.set(page, look)
  await page.emulateMedia({ colorScheme: LOOKS[look].colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize(LOOKS[look].viewport)
  await atOnce(page)
  // Figures measure their place anew, which takes React a frame or two.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame)
  })
}

/** Colours change without fading, so that nobody need wait for the last of them. */
const atOnce = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const id = 'no-fading'
    if (document.getElementById(id)) return
    const style = Object.assign(document.createElement('style'), {
      id,
      textContent: '*, ::before, ::after { transition: none !important }',
    })
    document.head.append(style)
  })

/** The slowest of axe's rules by far: colours are all that differs between light and dark, and what a phone has in common with light. */
const COLOURS = 'color-contrast'
export type Rules = 'all' | 'colours' | 'all but colours'
/** What is new in each look of a page that was looked at in light. A phone at night shows the other colours and the other layout at once. */
export const RULES_AFTER_LIGHT = {
  light: 'all',
  dark: 'colours',
  phone: 'all but colours',
  'phone at night': 'all',
} as const satisfies Record<Look, Rules>

/** Nothing for axe to find, and no scrolling sideways. `within` leaves the rest of the page out of it. */
export async function expectNoFaults(page: Page, within?: string, rules: Rules = 'all'): Promise<void> {
  expect(await violationsIn(page, within ? { include: [within] } : null, rules)).toEqual([])
  await expectNoScrolling(page)
}

/** As `expectNoFaults`, but for the colours of figures, which the gallery has looked at one by one. */
export async function expectNoFaultsAround(page: Page, figures: string, within: string): Promise<void> {
  expect(await violationsIn(page, { include: [within] }, 'all but colours')).toEqual([])
  expect(await violationsIn(page, { include: [within], exclude: [figures] }, 'colours')).toEqual([])
  await expectNoScrolling(page)
}

async function expectNoScrolling(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

/** What axe finds: the rule, and where. Its half megabyte is read into a page once, and of what passes no address is worked out. */
async function violationsIn(page: Page, where: { include: string[]; exclude?: string[] } | null, rules: Rules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    ...(rules === 'colours' && { runOnly: [COLOURS] }),
    ...(rules === 'all but colours' && { rules: { [COLOURS]: { enabled: false } } }),
  }
  return page.evaluate(
    async ([where, options]) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(where ?? document, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    },
    [where, options] as const,
  )
}

const OPENING = /: opening …/
const WITHOUT_MODEL = /no model is open yet|as soon as a model is open/

/** Waits until the widget's code is there. */
export const loaded = (widget: Locator): Promise<unknown> =>
  expect.poll(async () => (await widget.innerText()).trim(), { timeout: 30_000, interval: 50 }).not.toMatch(/^$|: opening …/)

/** So long the words of a widget stay as they are before they are believed. */
const STILL_MS = 150

/** Waits until a widget shows what it computed: nothing is under way in it, a model is open, and its words, numbers among them, stay as they are. */
export async function computed(widget: Locator): Promise<void> {
  let last = ''
  let since = 0
  const state = async (): Promise<string> => {
    const now = await widget.innerText()
    if (now !== last) {
      last = now
      since = performance.now()
    }
    if (OPENING.test(last)) return 'its code is on the way'
    if ((await widget.locator('[data-waiting]').count()) > 0) return 'it waits'
    if (WITHOUT_MODEL.test(last)) return 'it has no model'
    if (!/\d/.test(last)) return 'it shows no number'
    return performance.now() - since >= STILL_MS ? 'computed' : 'it changes'
  }
  await expect.poll(state, { timeout: 60_000, interval: 50 }).toBe('computed')
  expect(await widget.locator('[data-kind=failure]').allInnerTexts()).toEqual([])
}
