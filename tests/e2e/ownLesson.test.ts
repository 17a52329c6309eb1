/** Lessons that are not the course's: nothing in a hostile one runs, reaches the network or outlives it, on either page that shows it. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { skeleton } from '../../src/lesson/compile/skeleton.ts'
import { nameOf } from '../../src/lesson/own/names.ts'
import { checkAssignment, ownLessonOf } from '../../src/teach/assignment/assignment.ts'
import { toLink } from '../../src/teach/assignment/link.ts'
import { type Course, startCourse } from './course.ts'
import { expectNoFaults, putOn } from './looks.ts'

/** How fast this machine computes, which the page measures of itself. */
const SPEED = 'pathway.speed'

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const START = skeleton({ part: 'start', slug: 'x', title: 'A stranger’s lesson', order: 9 })
const having = (text: string): string => START.replace('## What you have seen', `${text}\n\n## What you have seen`)
const EVIL = [
  '<script>alert(1)</script>',
  '<img src="https://evil.example/a.png" onerror="alert(1)">',
  '<iframe src="https://evil.example"></iframe>',
  '![a picture](https://evil.example/b.png)',
  '[press me](javascript:alert(1))',
  '::widget{id=trainer onload="alert(1)" steps=99999999}',
  ':::details{label="more" ontoggle="alert(1)"}\nx\n:::',
  '$\\href{javascript:alert(1)}{x}$ and $\\htmlStyle{background:url(https://evil.example/c.png)}{x}$',
]

/** What the browser keeps of the reader: keys of records, of local storage and of folders. */
const keptIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const keys: string[] = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const asking = indexedDB.open(name!)
        asking.onsuccess = () => done(asking.result)
        asking.onerror = () => failed(asking.error)
      })
      for (const store of database.objectStoreNames) {
        const asking = database.transaction(store).objectStore(store).getAllKeys()
        keys.push(...(await new Promise<string[]>((done) => (asking.onsuccess = () => done(asking.result.map(String))))))
      }
      database.close()
    }
    return keys.sort()
  })

async function opened(hash: string) {
  const { page, faults } = await course.open(hash, { query: '?runtime=wasm&threads=1', serviceWorkers: 'block' })
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, faults }
}

it('a hostile file is opened to be read as text: its mistakes are said, the last lesson stays, and nothing of it happens', async () => {
  const { page, faults } = await opened('#/teach/write')
  const lesson = page.getByRole('region', { name: 'The lesson' })
  await lesson.getByRole('heading', { level: 1, name: 'A lesson of my own' }).waitFor()
  const before = await keptIn(page)
  const file = (text: string) => ({ name: 'evil.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await page.locator('input[type=file]').setInputFiles(file(START))
  await lesson.getByRole('heading', { level: 1, name: 'A stranger’s lesson' }).waitFor()
  // Written into the lesson that is open, so that there is one that could be read before.
  await page.locator('.cm-content').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(`\n${EVIL.slice(0, -1).join('\n\n')}\n`)
  await page.getByText('This is the last text that could be read').waitFor()
  const said = page.getByRole('region', { name: 'What the check says' })
  for (const mistake of [
    /raw HTML is not allowed/,
    /pictures are not allowed/,
    /"javascript:alert\(1\)" is not a link/,
    /has no argument "onload"/,
  ])
    await said.getByText(mistake).first().waitFor()
  await page.keyboard.insertText(`\n${EVIL.at(-1)}\n`)
  await said.getByText(/formulas may not use \\href/).waitFor()
  await lesson.getByRole('heading', { level: 1, name: 'A stranger’s lesson' }).waitFor()
  expect(await page.locator('article :is(script, img, iframe)').count()).toBe(0)
  const fresh = (await keptIn(page)).filter((key) => !before.includes(key))
  expect(fresh.length).toBeGreaterThan(0)
  expect(fresh.filter((key) => !key.startsWith('drafts lesson/') && key !== SPEED)).toEqual([])

  // What was typed is there again; what could be read before was not kept.
  await page.reload()
  await page.locator('.cm-content').getByText('A stranger’s lesson').waitFor()
  await page.getByText('It is shown here as soon as its mistakes are gone.').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

/** As bad as one may be that is shown: links elsewhere, figures, a challenge with its solution, a question. */
const SHOWN = having(`[Your bank](https://evil.example/login) and [the glossary](#/glossary).

:::challenge{id=train objective=one}
task: Train.
widget: trainer
start: { layers: 1, width: 32, batch: 16, steps: 60 }
goal: validationLoss < 100
hints: [None.]
solution:
  params: { layers: 1, width: 32, batch: 16, steps: 61 }
  words: It would train.
:::`)

it('one in an assignment runs nothing by itself, says where its links lead, and keeps its answers under its own name', async () => {
  const lesson = ownLessonOf(nameOf(SHOWN, 'A stranger’s lesson').slug, SHOWN)
  const { code, left } = toLink(
    checkAssignment({ title: 'Theirs', items: [{ kind: 'lesson', lesson: `own/${lesson.id}` }], lessons: [lesson] }, '', ''),
  )
  expect(left).toEqual([])
  const { page, faults } = await opened(`#/assigned/${code}`)
  await page.getByRole('heading', { level: 1, name: 'Theirs' }).waitFor()
  await expect.poll(() => keptIn(page)).toContain('assignment now')
  await page.evaluate((hash) => location.assign(hash), `#/learn/own/${lesson.id}`)
  await page.getByRole('heading', { level: 1, name: 'A stranger’s lesson' }).waitFor()
  const link = page.getByRole('link', { name: 'Your bank (evil.example)' })
  expect(await link.getAttribute('rel')).toBe('external nofollow noopener noreferrer')
  const before = await keptIn(page)
  await page.getByText('The goal is not reached yet.').scrollIntoViewIfNeeded()
  await page.waitForTimeout(3000)
  await page.getByText('The goal is not reached yet.').waitFor()
  const wrong = page.getByRole('radio', { name: 'A mistake that people make' })
  await wrong.check()
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('What they overlooked.').waitFor()
  await page.getByRole('radio', { name: 'this', exact: true }).check()
  await page.getByRole('button', { name: 'Commit' }).click()
  await expect.poll(() => keptIn(page)).toContain(`answers own/${lesson.id}#first`)
  const fresh = (await keptIn(page)).filter((key) => !before.includes(key))
  // How fast this machine is, the page measures for its own estimates as soon as a figure that trains is in view.
  expect(fresh.filter((key) => !key.includes(`own/${lesson.id}`) && key !== SPEED)).toEqual([])
  expect(fresh.filter((key) => key.startsWith('reviews'))).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

async function lookedAt(page: Page): Promise<void> {
  for (const look of ['phone at night', 'light'] as const) {
    await putOn(page, look)
    await expectNoFaults(page)
  }
}

it('one that is too long for a link stands beside a task in an assignment’s file, which a student opens', async () => {
  const words = Array.from({ length: 4500 }, (_, i) => Math.floor(Math.abs(Math.sin(i)) * 1e6).toString(36)).join(' ')
  const desk = await opened('#/teach')
  await desk.page.getByRole('textbox', { name: 'Title', exact: true }).fill('Week 5')
  const add = (text: string) =>
    desk.page.getByLabel('Add a lesson’s file').setInputFiles({ name: 'lesson.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await add(having(EVIL[0]!))
  await desk.page.getByText(/raw HTML is not allowed/).waitFor()
  await add(`${START}\n${words}\n`)
  await desk.page.getByRole('button', { name: 'Take “A stranger’s lesson” out' }).waitFor()
  await desk.page.getByRole('button', { name: 'Add a task' }).click()
  await desk.page.getByRole('textbox', { name: 'Task', exact: true }).fill('Why?')
  await desk.page.getByRole('combobox', { name: 'Done' }).selectOption('words')
  await desk.page.getByText('There was no room in the link for “A stranger’s lesson”.').waitFor()
  const link = await desk.page.getByRole('textbox', { name: 'The link' }).inputValue()
  const [saved] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: 'Save as a file', exact: true }).click(),
  ])
  const buffer = readFileSync(await saved.path())
  expect(desk.faults).toEqual([])
  await desk.page.context().close()

  const { page, faults } = await opened(link.slice(link.indexOf('#')))
  await page.getByText('A lesson of your instructor’s was too long for the link.').waitFor()
  await lookedAt(page)
  await page.getByRole('textbox', { name: 'Your answer' }).fill('Because.')
  await page.getByRole('button', { name: 'Keep this answer' }).click()
  await page.evaluate(() => location.assign('#/assigned'))
  await page.getByRole('heading', { level: 1, name: 'Open an assignment' }).waitFor()
  await lookedAt(page)
  const file = { name: 'week-5.zip', mimeType: 'application/zip' }
  await page.getByLabel('Choose the file').setInputFiles({ ...file, buffer: buffer.subarray(0, -30) })
  await page.getByText(/cut short/).waitFor()
  await page.getByLabel('Choose the file').setInputFiles({ ...file, buffer })
  await page.getByRole('link', { name: 'A stranger’s lesson' }).waitFor()
  // It is the same assignment, so what was done by its link is there, and stays there.
  await page.getByText('✓ kept, to be marked').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'A stranger’s lesson' }).click()
  await page.getByRole('heading', { level: 1, name: 'A stranger’s lesson' }).waitFor()
  await page.getByRole('radio', { name: 'The right answer' }).check()
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('Why it is right.').waitFor()
  await page.getByRole('link', { name: 'Week 5' }).click()
  await page.getByText('✓ done').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})
