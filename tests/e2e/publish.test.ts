/** Published pages, opened from a disk without a network: each gives what the course gives, works by keyboard, and asks for nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Player } from '../../src/core/publish/page.ts'
import { buildPlayer } from '../../src/player/vitePlugin.ts'
import type { CoreApi, PublishedThing } from '../../src/worker/protocol.ts'
import { runToEnd } from '../../src/experiments/runToEnd.ts'
import { launchBrowser } from '../support/browser.ts'
import { openWorld } from '../support/world.ts'
import { startCourse } from './course.ts'
import { Lab } from './lab.ts'

const PATIENCE = 90_000
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'published-'))
let browser: Browser
let core: CoreApi

beforeAll(async () => {
  browser = await launchBrowser()
  const player = JSON.parse(await buildPlayer()) as Player
  core = (await openWorld({ folder: 'world', environment: { player: async () => player } })).core
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

/** The page as a file, opened with the network cut; `faults` has whatever it asked for or could not do. */
async function opened(
  html: Uint8Array | string,
  look: { dark?: boolean; phone?: boolean } = {},
): Promise<{ page: Page; faults: string[] }> {
  const path = join(folder, `${Math.random()}.html`)
  writeFileSync(path, html)
  const context = await browser.newContext({
    offline: true,
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: look.phone ? { width: 390, height: 800 } : { width: 1100, height: 800 },
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => faults.push(message.text()))
  page.on('request', (request) => request.url().startsWith('file:') || faults.push(request.url()))
  await page.goto(pathToFileURL(path).href)
  await page.getByRole('button').first().waitFor({ timeout: PATIENCE })
  return { page, faults }
}

async function publish(what: PublishedThing, name = 'Mine </script>'): Promise<Uint8Array> {
  const { data, fileName } = await core.publish(what, { name })
  expect(fileName).toMatch(/^[\w-]+\.html$/)
  expect(data.length).toBeLessThan(3e6)
  return data
}

/** What axe finds wrong, and whether the page scrolls sideways. axe runs as the browser's own code: the page's policy lets none of ours in. */
async function wrongWith(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await session.send('Runtime.evaluate', { expression: AXE })
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes.map((n) => n.html).join(" ")))',
    awaitPromise: true,
    returnByValue: true,
  })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [...(result.value as string[]), ...(wide ? ['it scrolls sideways'] : [])]
}

describe('a published page', () => {
  it('writes what the course writes, by the keyboard, and names what it does not know', async () => {
    const said = 'One sunny morning, '
    const expected = await core.sample({ id: 'first' }, said, 60, { temperature: 0.8, topK: 0, topP: 1, seed: 1 }, () => {})
    const { page, faults } = await opened(await publish({ modelId: 'first' }))
    await page.getByLabel('Beginning').fill(said)
    await page.getByLabel('Tokens').fill('60')
    await page.getByLabel('Tokens').press('Enter')
    await page.getByText(/60 tokens, /).waitFor({ timeout: PATIENCE })
    expect(await page.locator('output').textContent()).toBe(said + expected.text)
    await page.getByLabel('Beginning').fill('Łódź in the morning, ')
    await page.getByRole('button', { name: 'Write' }).click()
    await page
      .getByText(/“Ł”|"Ł"/)
      .first()
      .waitFor({ timeout: PATIENCE })
    expect(await wrongWith(page)).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Mine </script>')
    expect(await page.getByRole('row', { name: /surprise at text/ }).textContent()).toMatch(/bits per character/)
    expect(faults).toEqual([])
  })

  it('classifies as the course does', async () => {
    const tuned = await runToEnd(
      core,
      {
        kind: 'finetune',
        keep: true,
        modelId: 'first',
        examples: { set: 'sentiment', counts: { train: 16, heldOut: 8 } },
        settings: { ...(await core.suggestTuning('sentiment', { nLayer: 4, nEmbd: 96 })).settings, epochs: 1, batch: 8 },
      },
      () => {},
    )
    const { set } = { set: await core.labelled('sentiment', { train: 16, heldOut: 8 }) }
    const text = set.heldOut[3]!.texts[0]!
    const expected = await core.classify(tuned.model!.id, [text])
    const { page, faults } = await opened(await publish({ modelId: tuned.model!.id }), { dark: true, phone: true })
    await page.getByLabel('Text').fill(text)
    await page.getByRole('button', { name: 'Classify' }).click()
    await page.getByRole('table', { name: 'What the model gives each label' }).waitFor({ timeout: PATIENCE })
    for (const [i, label] of expected.labels.entries()) {
      const row = await page
        .getByRole('row', { name: new RegExp(`^${label}`) })
        .first()
        .innerText()
      // 8 bits move a share by less than a hundredth.
      expect(Number.parseFloat(row.split(/\s+/)[1]!) / 100, label).toBeCloseTo(expected.shares[i]!, 1)
    }
    expect(await page.getByRole('row', { name: /^right/ }).textContent()).toMatch(/of 8/)
    expect(await wrongWith(page)).toEqual([])
    expect(faults).toEqual([])
  })

  it('summarizes and translates as the course does, and refuses a word that it lacks by its name', async () => {
    const [story] = await core.retellItems('summary', 1)
    const [expected] = await core.retell('shipped', [story!])
    const { page, faults } = await opened(await publish({ reteller: 'shipped', tasks: ['summary', 'french'] }))
    await page.getByLabel('Story').fill(story!.source)
    await page.getByRole('button', { name: 'Summarize' }).click()
    await page.getByText(expected!.written, { exact: true }).waitFor({ timeout: PATIENCE })
    await page.getByLabel('English sentence').fill('Zebulon lost a key.')
    await page.getByRole('button', { name: 'Translate' }).click()
    await page.getByText(/no word “Zebulon”/).waitFor({ timeout: PATIENCE })
    expect(await wrongWith(page)).toEqual([])
    expect(faults).toEqual([])
  })

  it('chats as the course does, shows its window fill, and what falls out of it', async () => {
    const net = { kind: 'chat', steps: 4, batch: 2, learningRate: 1e-3, seed: 1, dialogues: 20, heldOut: 1, loss: 'answers' } as const
    const trained = (await runToEnd(core, { kind: 'net', keep: false, net }, () => {})).net!
    if (trained.kind !== 'chat') throw new Error(trained.kind)
    const { page, faults } = await opened(await publish({ chatbot: trained.files, report: trained.report }), { phone: true })
    const before: { said: string; answered: string }[] = []
    for (const said of [
      'Mila went to the park. She lost a key.',
      'Who lost the key?',
      'Where did Mila go to that day?',
      'Who is Tom?',
      'What did Mila lose?',
    ]) {
      const expected = await core.chat(trained.files, before, said, () => {})
      await page.getByLabel('You').fill(said)
      await page.getByLabel('You').press('Enter')
      const turn = page.locator('.turn').nth(before.length)
      await page.getByText(new RegExp(`^${expected.lengths.reduce((a, b) => a + b, 0)} of 256 tokens`)).waitFor({ timeout: PATIENCE })
      expect(await turn.locator('.answered').textContent()).toBe(expected.answer)
      expect(await page.locator('.fallen').count()).toBe(expected.fallen)
      before.push({ said, answered: expected.answer })
    }
    expect(await page.locator('.fallen').count()).toBeGreaterThan(0)
    expect(await wrongWith(page)).toEqual([])
    expect(faults).toEqual([])
  })

  it('comes out of the Lab, with the model’s card, and writes there as in the Lab', async () => {
    const course = await startCourse()
    try {
      const lab = await Lab.open(course, 'wasm')
      await lab.sampler.getByRole('button', { name: 'Sample', exact: true }).click()
      const written = lab.page.getByRole('group', { name: 'What the model wrote' })
      await lab.sampler.getByRole('button', { name: 'Sample', exact: true }).waitFor({ timeout: PATIENCE })
      await expect.poll(async () => (await written.innerText()).length, { timeout: PATIENCE }).toBeGreaterThan(200)
      const text = (await written.innerText()).replace(/\s+/g, '')
      await lab.models.getByRole('button', { name: 'Publish' }).click()
      const dialog = lab.page.getByRole('dialog', { name: 'Publish as one page' })
      await dialog.getByLabel('Licence of model and data').fill('public domain')
      const coming = lab.page.waitForEvent('download', { timeout: PATIENCE })
      await dialog.getByRole('button', { name: 'Make the page' }).click()
      const html = readFileSync(await (await coming).path(), 'utf8')
      expect(lab.faults).toEqual([])
      const { page, faults } = await opened(html)
      await page.getByText('public domain').waitFor()
      await page.getByLabel('Tokens').fill('200')
      const writes = async (): Promise<string> => {
        await page.getByRole('button', { name: 'Write' }).click()
        await page.getByText(/200 tokens, /).waitFor({ timeout: PATIENCE })
        return (await page.locator('output').innerText()).replace(/\s+/g, '').slice(0, 150)
      }
      // The Lab counts its rolls: this was its first.
      await page.getByLabel('Seed').fill('1')
      expect(await writes()).toBe(text.slice(0, 150))
      expect(faults).toEqual([])
    } finally {
      await course.close()
    }
  })
})
