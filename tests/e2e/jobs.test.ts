/** What runs is seen and stopped from everywhere; a lesson's race is never the learner's model; nothing is called saved that is not. */
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'

let course: Course

beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const LESSON = '#/learn/transformer/why-root-d'
const ENDLESS = 1_000_000
const PATIENCE = 120_000

const jobs = (page: Page) => page.getByRole('region', { name: 'What runs' })

/** A figure of a lesson is made when the reader comes near it. */
async function reach(page: Page, name: RegExp): Promise<Locator> {
  const figure = page.getByRole('group', { name })
  await expect
    .poll(
      async () => {
        if ((await figure.count()) === 0) await page.evaluate(() => scrollBy(0, innerHeight))
        return figure.count()
      },
      { timeout: PATIENCE, interval: 300 },
    )
    .toBe(1)
  await figure.scrollIntoViewIfNeeded()
  return figure
}

/** The lesson's race, made longer than any machine takes for the test, and begun. */
async function race(page: Page): Promise<void> {
  // It stands in a part that a reader opens.
  if ((await page.getByRole('group', { name: /^Race/ }).count()) === 0) {
    const part = page.getByText('Train one with the division and one without')
    await part.scrollIntoViewIfNeeded()
    await part.click()
  }
  const figure = await reach(page, /^Race/)
  const steps = figure.getByRole('textbox', { name: 'steps' })
  await steps.fill('2000')
  await steps.press('Enter')
  await expect.poll(() => figure.getByRole('button', { name: 'Train both' }).isEnabled(), { timeout: PATIENCE }).toBe(true)
  await figure.getByRole('button', { name: 'Train both' }).click()
}

const modelsIn = (lab: Lab): Promise<string[]> => lab.models.locator('tbody th').allInnerTexts()

describe('a lesson’s race', () => {
  it('never answers as the learner’s model, is seen and stopped from everywhere, and ends with its page', async () => {
    const { page, faults } = await course.open(LESSON, { query: '?runtime=wasm' })
    const cut = await reach(page, /^Cut/)
    await expect.poll(() => cut.innerText(), { timeout: PATIENCE }).toMatch(/\d\.\d{3}/)
    const before = await cut.innerText()
    await race(page)
    await jobs(page).getByText('A race of two variants').first().waitFor({ timeout: PATIENCE })
    await expect.poll(() => jobs(page).innerText(), { timeout: PATIENCE }).toMatch(/left/)
    expect(await cut.innerText()).toBe(before)

    // By the keyboard, from anywhere on the page.
    await page.locator('#main').focus()
    await page.keyboard.press('s')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Stop/)
    await page.keyboard.press('Enter')
    await jobs(page).waitFor({ state: 'detached', timeout: PATIENCE })
    await page.getByRole('button', { name: 'Train both' }).waitFor({ timeout: PATIENCE })
    expect(await cut.innerText()).toBe(before)

    await race(page)
    await jobs(page).waitFor({ timeout: PATIENCE })
    await page.getByRole('link', { name: 'Lab', exact: true }).click()
    await jobs(page).waitFor({ state: 'detached', timeout: PATIENCE })
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('that is cut by a reload leaves nothing behind', async () => {
    const { page } = await course.open(LESSON, { query: '?runtime=wasm' })
    await race(page)
    await expect
      .poll(
        () =>
          jobs(page)
            .innerText()
            .catch(() => ''),
        { timeout: PATIENCE },
      )
      .toMatch(/left/)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await page.goto(`${course.url}?runtime=wasm#/lab`)
    await page.reload()
    const models = page.getByRole('group', { name: /^Models/ })
    await models.locator('tbody th').first().waitFor({ timeout: PATIENCE })
    expect((await models.locator('tbody th').allInnerTexts()).join()).not.toMatch(/width 64|no scale|first run/)
    expect(await page.getByRole('button', { name: 'Go on', exact: true }).count()).toBe(0)
    await page.context().close()
  })

  it('waits for a run of the Lab, says when its turn comes, and takes its place when the learner says so; on a phone too', async () => {
    const lab = await Lab.open(course, 'wasm', { viewport: { width: 390, height: 800 } })
    const { page } = lab
    await lab.makeSmall(ENDLESS)
    await lab.train()
    await lab.waitForStatus(({ step }) => step >= 20)
    await page.evaluate((hash) => {
      location.hash = hash
    }, LESSON)
    await race(page)
    await page.getByText(/It waits for “/).waitFor({ timeout: PATIENCE })
    const bar = jobs(page)
    const { x, width } = (await bar.getByRole('button', { name: /^Stop/ }).boundingBox())!
    expect(x + width).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Stop that one and start this' }).click()
    await expect.poll(() => bar.innerText(), { timeout: PATIENCE }).toMatch(/A race of two variants/)
    await bar.getByRole('button', { name: /^Stop/ }).click()
    await bar.waitFor({ state: 'detached', timeout: PATIENCE })
    await page.evaluate(() => {
      location.hash = '#/lab'
    })
    expect((await lab.status()).text).toMatch(/^Stopped and saved/)
    expect(lab.faults).toEqual([])
    await lab.close()
  })
})

it('storage that fills up during a run: said at once, exported from memory, trained on from where it is, and saved when there is room', async () => {
  const lab = await Lab.open(course, 'wasm')
  const { page } = lab
  const browser = await page.context().newCDPSession(page)
  const origin = new URL(course.url).origin
  await lab.makeSmall(ENDLESS)
  await lab.train()
  await lab.training.getByText(/^saved at step [1-9]/).waitFor({ timeout: PATIENCE })
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 })
  await lab.training.getByText(/Not saved since step/).waitFor({ timeout: PATIENCE })
  const since = Number(/since step ([\d,]+)/.exec(await lab.training.innerText())![1]!.replaceAll(',', ''))
  await lab.button('Stop').click()
  const stopped = await lab.waitForStatus(({ text }) => text.startsWith('Stopped'))
  expect(stopped.text).toMatch(/^Stopped but not saved/)
  expect(stopped.step).toBeGreaterThan(since)
  await expect.poll(() => modelsIn(lab), { timeout: PATIENCE }).toEqual(expect.arrayContaining([expect.stringContaining('in memory only')]))

  const download = page.waitForEvent('download')
  await lab.button('Export it from memory').click()
  const files = unzipSync(readFileSync((await (await download).path())!))
  const record = Object.entries(files).find(([name]) => name.endsWith('run.json'))![1]
  expect((JSON.parse(new TextDecoder().decode(record)) as { step: number }).step).toBe(stopped.step)

  await lab.button('Train longer').click()
  expect((await lab.waitForStatus(({ step }) => step > stopped.step)).step).toBeGreaterThan(stopped.step)
  await lab.button('Stop').click()
  const longer = await lab.waitForStatus(({ text }) => text.startsWith('Stopped'))
  await browser.send('Storage.overrideQuotaForOrigin', { origin })
  await lab.button('Save again').click()
  await lab.waitForStatus(({ text }) => /^Stopped and saved/.test(text))
  await page.reload()
  await lab.ready()
  await expect.poll(async () => (await lab.status()).step, { timeout: PATIENCE }).toBe(longer.step)
  await lab.close()
})

it('two tabs: each is offered its own run after a reload, and not the one that goes on in the other', async () => {
  const first = await Lab.open(course, 'wasm')
  await first.makeSmall(ENDLESS)
  await first.train()
  await first.training.getByText(/^saved at step [1-9]/).waitFor({ timeout: PATIENCE })
  const page = await first.page.context().newPage()
  await page.goto(`${course.url}?runtime=wasm#/lab`)
  const train = page.getByRole('button', { name: 'Train', exact: true })
  await expect.poll(() => train.isEnabled().catch(() => false), { timeout: PATIENCE }).toBe(true)
  expect(await page.getByRole('button', { name: 'Go on', exact: true }).count()).toBe(0)
  await page.getByRole('textbox', { name: 'steps', exact: true }).fill('20')
  await page.getByRole('textbox', { name: 'steps', exact: true }).press('Enter')
  await expect.poll(() => train.isEnabled()).toBe(true)
  await train.click()
  const status = page
    .getByRole('group', { name: /^Training/ })
    .getByRole('status')
    .first()
  await expect.poll(() => status.innerText(), { timeout: PATIENCE }).toMatch(/^Done and saved/)
  await first.page.reload()
  await first.page.getByRole('button', { name: 'Go on', exact: true }).first().click({ timeout: PATIENCE })
  await first.button('Stop').waitFor({ timeout: PATIENCE })
  await first.stop()
  await first.close()
})
