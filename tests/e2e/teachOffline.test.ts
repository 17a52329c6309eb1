/** The Teach room and the assigned pages without a network, after one visit to the landing page alone: assigned, done, handed in, graded. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { skeleton } from '../../src/lesson/compile/skeleton.ts'
import { fromLink } from '../../src/teach/assignment/link.ts'
import { launchBrowser } from '../support/browser.ts'
import { addCountTask } from './classroom.ts'
import { type Host, startHost } from './host.ts'

const PATIENCE = 60_000
/** One that asks nothing. */
const READING = skeleton({ part: 'start', slug: 'x', title: 'Read this', order: 9 }).replace(/:::(predict|quiz)[\s\S]*?:::\n/g, '')

let host: Host
let browser: Browser
beforeAll(async () => {
  host = await startHost()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
})

/** A browser of somebody's own that has seen the landing page once, and has no network since. */
async function offline(): Promise<{ page: Page; go: (hash: string) => Promise<void>; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()} ${message.location().url}`))
  await page.goto(host.url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })
  await context.setOffline(true)
  // A page of its own each time: nothing of what an earlier one loaded is there.
  const go = async (hash: string): Promise<void> => {
    await page.goto('about:blank')
    await page.goto(`${host.url}${hash}`)
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE })
  }
  return { page, go, faults }
}

it('an assignment is made, done, handed in and read, and a lesson is written', async () => {
  const teacher = await offline()
  const desk = teacher.page
  await teacher.go('#/teach')
  await desk.getByRole('textbox', { name: 'Title', exact: true }).fill('Without a network')
  await desk.getByRole('checkbox').first().check()
  await desk.getByRole('textbox', { name: /^Attempts/ }).fill('2')
  await desk.getByLabel('Add a lesson’s file').setInputFiles({ name: 'read.md', mimeType: 'text/markdown', buffer: Buffer.from(READING) })
  await desk.getByText(/no question: done when a student says/).waitFor({ timeout: PATIENCE })
  const task = () =>
    desk
      .locator('section', { has: desk.getByRole('heading', { name: 'Tasks of your own' }) })
      .locator('fieldset')
      .last()
  await addCountTask(desk)
  await task().getByRole('textbox', { name: 'Goal' }).fill('parameters > 1000')
  await task().getByRole('button', { name: 'Try it as a student has it' }).click()
  await desk.getByText('The goal is reached.').waitFor({ timeout: PATIENCE })
  await desk.getByRole('button', { name: 'Add a task' }).click()
  await task().getByRole('textbox', { name: 'Task', exact: true }).fill('Why?')
  await task().getByRole('combobox', { name: 'Done' }).selectOption('words')
  await desk.getByRole('img', { name: 'The link as a code to scan' }).waitFor()
  const link = await desk.getByRole('textbox', { name: 'The link' }).inputValue()
  const hash = link.slice(link.indexOf('#'))

  await teacher.go('#/teach/write')
  await desk.locator('.cm-content').waitFor({ timeout: PATIENCE })
  await desk.locator('article h1').waitFor({ timeout: PATIENCE })
  await teacher.go('#/teach/guide')
  const pictures = desk.locator('main img')
  expect(await pictures.count()).toBeGreaterThan(3)
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: PATIENCE }).toBeGreaterThan(0)
  }

  const student = await offline()
  const page = student.page
  await student.go('#/assigned')
  await student.go(hash)
  await page.getByRole('heading', { level: 1, name: 'Without a network' }).waitFor()
  const part = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
  // Figures are loaded when they come near.
  await page.getByRole('link', { name: 'Count' }).click()
  await part('Count').getByText('The goal is reached.').waitFor({ timeout: PATIENCE })
  await part('Why?').getByRole('textbox', { name: 'Your answer' }).fill('Because the future is not known.')
  await part('Why?').getByRole('button', { name: 'Keep this answer' }).click()
  // The lesson opens, and a question of it is answered.
  const lesson = fromLink(link).items.flatMap((item) => (item.kind === 'lesson' ? item.lesson : []))[0]!
  await page.locator(`main a[href$="#/learn/${lesson}"]`).first().click()
  await page.getByRole('radio').first().waitFor({ timeout: PATIENCE })
  const quiz = page.locator('[id^="quiz-"]', { has: page.getByRole('radio') }).first()
  await quiz.getByText('2 of 2 attempts left.').waitFor({ timeout: PATIENCE })
  await quiz.getByRole('radio').first().check()
  await quiz.getByRole('button', { name: 'Check', exact: true }).click()
  await quiz.getByText(/1 of 2 attempts left\.|Right at attempt 1 of 2: it counts\./).waitFor()
  await student.go(hash)
  await page.getByText('to be read: say so at its end').waitFor()
  await page.getByRole('link', { name: 'Read this' }).click()
  await page.getByRole('button', { name: 'I have read it to its end' }).click({ timeout: PATIENCE })
  await page.getByText(/^✓ Done/).waitFor()
  await student.go(hash)
  await page.getByText('✓ read').waitFor()
  await page.getByRole('textbox', { name: /^Your name/ }).fill('Ada')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Hand in/ }).click()])
  await page.getByText(/nothing was done since/).waitFor()
  const receipt = readFileSync(await saved.path())

  await teacher.go('#/teach/gradebook')
  await desk.getByLabel('Its link').fill(link)
  await desk.getByRole('button', { name: 'Open the link' }).click()
  await desk.getByLabel('Zips of receipts').setInputFiles({ name: 'ada.zip', mimeType: 'application/zip', buffer: receipt })
  await desk.getByText('1 student.').waitFor({ timeout: PATIENCE })
  expect(await desk.getByRole('row', { name: /Ada/ }).innerText()).toMatch(/\b100\s+read, the student says[\s\S]*to be marked/)
  await desk.getByRole('heading', { name: 'In their own words: Why?' }).waitFor()
  expect([...teacher.faults, ...student.faults]).toEqual([])
  await desk.context().close()
  await page.context().close()
})
