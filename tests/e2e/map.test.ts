/** The model map under two fingers, by keyboard, in forced colours and on paper. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'

const PATIENCE = 60_000
const AT = '#/gallery/widgets/model-map'

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

async function mapOn(page: Page): Promise<Locator> {
  const map = page.getByRole('group', { name: /^Model map/ }).first()
  await map.waitFor({ timeout: PATIENCE })
  await page
    .getByText(/Shade is distance from zero/)
    .first()
    .waitFor({ timeout: PATIENCE })
  return map
}

/** Colour of the map's ground, at its upper left corner. */
const ground = (map: Locator): Promise<string> =>
  map.evaluate((stage) => {
    const [r, g, b] = stage.querySelector('canvas')!.getContext('2d')!.getImageData(1, 1, 1, 1).data
    return `rgb(${r}, ${g}, ${b})`
  })

it('two fingers zoom the map and not the page, one finger scrolls the page', async () => {
  const { page } = await course.open(AT, { query: '?runtime=wasm', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const map = await mapOn(page)
  const fingers = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: [number, number][]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y], id) => ({ x, y, id })) })
  const scrolled = () => page.evaluate(() => scrollY)
  for (const across of [true, false]) {
    await map.evaluate((stage) => stage.scrollIntoView({ block: 'start' }))
    const before = await scrolled()
    const apart = (by: number): [number, number][] =>
      across
        ? [
            [195 - by, 400],
            [195 + by, 400],
          ]
        : [
            [195, 420 - by],
            [195, 420 + by],
          ]
    await touch('touchStart', apart(20).slice(0, 1))
    await touch('touchStart', apart(20))
    for (let by = 25; by <= 120; by += 10) await touch('touchMove', apart(by))
    await touch('touchEnd', [])
    await expect.poll(() => map.getAttribute('data-whole')).toBe('false')
    expect(await scrolled()).toBe(before)
    expect(await page.evaluate(() => visualViewport!.scale)).toBe(1)
    await page.getByRole('button', { name: 'All of it' }).first().click()
    await expect.poll(() => map.getAttribute('data-whole')).toBe('true')
  }
  await map.evaluate((stage) => stage.scrollIntoView({ block: 'start' }))
  const before = await scrolled()
  await touch('touchStart', [[200, 600]])
  for (let by = 20; by <= 300; by += 20) await touch('touchMove', [[200, 600 - by]])
  await touch('touchEnd', [])
  await expect.poll(scrolled).toBeGreaterThan(before + 50)
  await page.context().close()
}, 120_000)

it('keys zoom, walk and open it; forced colours and paper repaint it', async () => {
  const { page, faults } = await course.open(AT, { query: '?runtime=wasm', viewport: { width: 1440, height: 1000 }, colorScheme: 'dark' })
  const map = await mapOn(page)
  await map.focus()
  await page.keyboard.press('+')
  await expect.poll(() => map.getAttribute('data-whole')).toBe('false')
  await page.keyboard.press('0')
  await expect.poll(() => map.getAttribute('data-whole')).toBe('true')
  for (let i = 0; i < 7; i++) await page.keyboard.press('Space')
  await expect.poll(() => map.locator('[aria-live]').textContent()).toMatch(/block 0, head 0, row/)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Where you are in the model' }).getByText('head 0').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  const dark = await ground(map)
  expect(dark).not.toBe('rgb(0, 0, 0)')
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await expect.poll(() => ground(map)).toBe('rgb(0, 0, 0)')
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' })
  await expect.poll(() => ground(map)).toBe(dark)

  // As a browser does when a page goes to paper: the map takes light colours and a sheet's width, and comes back.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const [red] = (await ground(map)).match(/\d+/g)!.map(Number)
  expect(red).toBeGreaterThan(240)
  expect(await map.evaluate((stage) => stage.getBoundingClientRect().width)).toBeLessThanOrEqual(681)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect.poll(() => ground(map)).toBe(dark)
  expect(faults).toEqual([])
  await page.context().close()
}, 120_000)
