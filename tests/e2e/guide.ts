/** The pictures of the instructor's guide, taken from the running course step by step. */
import type { Page } from 'playwright'
import { checkAssignment } from '../../src/teach/assignment/assignment.ts'
import { toLink } from '../../src/teach/assignment/link.ts'
import { heldOutText } from '../../src/teach/grading/testing/trained.ts'
import { classAssignment, classZip } from './classroom.ts'

export const VIEW = { width: 960, height: 500 }
/** No picture of the guide is larger, in bytes. */
export const MOST_BYTES = 60_000

const LESSON = 'start/what-a-language-model-does'

/** @param go opens a hash of the course in the page @returns pictures by their names, as PNG */
export async function takePictures(page: Page, go: (hash: string) => Promise<unknown>): Promise<Map<string, Buffer>> {
  const pictures = new Map<string, Buffer>()
  /** @param from so many pixels at the top are left out @param to what lies lower, too */
  const take = async (name: string, from = 0, to = VIEW.height): Promise<void> => {
    await page.evaluate(() => document.fonts.ready)
    const clip = { x: 0, y: from, width: VIEW.width, height: to - from }
    pictures.set(name, await page.screenshot({ animations: 'disabled', caret: 'hide', clip }))
  }
  await go('#/teach')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('checkbox').first().waitFor()
  await take('assign')

  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Week 1: what a language model does')
  await page.getByRole('checkbox').first().check()
  await page.getByRole('img', { name: 'The link as a code to scan' }).waitFor()
  await page.getByRole('heading', { name: 'Hand out', exact: true }).evaluate((heading) => heading.scrollIntoView())
  await take('hand-out')

  const { code } = toLink(
    checkAssignment(
      {
        title: 'Week 1: what a language model does',
        note: 'Read the lesson, answer its questions, and hand in the receipt before we meet.',
        items: [
          { kind: 'lesson', lesson: LESSON },
          { kind: 'task', id: 'why', title: 'In your own words', text: 'What does the model predict?', where: { kind: 'words' } },
        ],
        passMark: 60,
      },
      '',
      '',
    ),
  )
  await go(`#/assigned/${code}`)
  await page.getByRole('heading', { level: 1, name: 'Week 1: what a language model does' }).waitFor()
  await page.getByRole('heading', { name: 'What is to be done' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }))
  await take('assigned')

  await page.getByRole('button', { name: /^Hand in/ }).scrollIntoViewIfNeeded()
  await page.getByRole('heading', { name: 'Hand in' }).scrollIntoViewIfNeeded()
  await take('hand-in')

  const give = (label: string, name: string, data: Uint8Array | string) =>
    page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) })
  await go('#/teach/gradebook')
  await page.getByLabel('Its link').fill(toLink(classAssignment).code)
  await page.getByRole('button', { name: 'Open the link' }).click()
  await give('Zips of receipts', 'class.zip', await classZip())
  await page.getByText('2 students.').waitFor()
  await page.getByRole('heading', { name: 'The class', exact: true }).evaluate((heading) => heading.scrollIntoView())
  await take('class', 0, 290)
  await give('Choose the held-out text', 'secret.txt', heldOutText)
  await page.getByRole('button', { name: /^Measure \d/ }).click()
  await page.getByText('All models are measured').waitFor()
  await page.getByRole('heading', { name: 'The table', exact: true }).evaluate((heading) => heading.scrollIntoView())
  await take('grades', 0, 380)

  await go('#/teach/write')
  await page.locator('.cm-content').waitFor()
  await page.locator('article h1').waitFor()
  await page.locator('.cm-content').scrollIntoViewIfNeeded()
  await page.evaluate(() => document.querySelector('.cm-editor')?.scrollIntoView({ block: 'end' }))
  await take('write', 150)
  return pictures
}
