/** What a person does in the Lab, from the first press of Train to a model carried out and in again. */
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { threadsFor } from '../../src/core/runtime/wasm/threads.ts'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'

let course: Course
let lab: Lab

beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

beforeEach(async () => {
  lab = await Lab.open(course, 'wasm')
})
afterEach(async () => {
  expect(lab.faults).toEqual([])
  await lab.close()
})

/** More steps than any machine takes in the time of a test: such a run ends by Stop alone. */
const ENDLESS = 1_000_000

describe('the Lab', () => {
  it('beats the bigram with the run that it suggests', async () => {
    const begin = Date.now()
    await lab.train()
    await lab.waitForStatus(({ step, loss, tokensPerSecond }) => step > 0 && loss > 0 && tokensPerSecond > 0)
    const seen = { bigram: 0, validation: Number.NaN }
    const beaten = async () => {
      Object.assign(seen, await lab.losses())
      return seen.validation < seen.bigram
    }
    await expect.poll(beaten, { timeout: 240_000, interval: 250 }).toBe(true)
    const seconds = (Date.now() - begin) / 1000
    console.log(`validation ${seen.validation} beat the bigram's ${seen.bigram} (bits a character) ${seconds.toFixed(1)} s after Train`)
    expect(seen.bigram).toBeGreaterThan(1)
  })

  it('stops within a step, trains another size, and samples a prompt', async () => {
    await lab.makeSmall(ENDLESS)
    await lab.train()
    await lab.waitForStatus(({ step }) => step >= 20)
    const stopped = await lab.stop()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect((await lab.status()).step).toBe(stopped.step)

    const parameters = await lab.reading('parameters')
    await lab.button('more: layers').click()
    await expect.poll(() => lab.reading('parameters')).not.toBe(parameters)
    await lab.ready()
    await lab.train()
    await lab.waitForStatus(({ step }) => step > 0)
    await lab.stop()

    await lab.page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('The whale ')
    await lab.button('Sample').click()
    const written = lab.page.getByRole('group', { name: 'What the model wrote' })
    await expect.poll(async () => (await written.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(60)
    expect(await written.innerText()).toMatch(/^The whale/)
  })

  it('trains on as many threads as are good for the machine, and names them', async () => {
    const [isolated, cores] = await lab.page.evaluate(() => [crossOriginIsolated, navigator.hardwareConcurrency] as const)
    expect(isolated).toBe(true)
    const threads = threadsFor(cores)
    await expect
      .poll(() => lab.page.locator('body').innerText())
      .toMatch(new RegExp(`CPU, (relaxed )?SIMD, ${threads} thread${threads === 1 ? '' : 's'}`))
    expect(lab.page.workers().filter((worker) => worker.url().includes('helper'))).toHaveLength(threads - 1)
    await lab.makeSmall(ENDLESS)
    await lab.train()
    await lab.waitForStatus(({ step }) => step > 0)
    await lab.stop()
  })

  it('learns from a pasted text', async () => {
    await lab.page.getByRole('radio', { name: /Your own text/ }).check({ force: true })
    await lab.page.getByRole('textbox', { name: 'Paste the text here' }).fill(readFileSync('tests/e2e/rhyme.txt', 'utf8').repeat(40))
    await lab.page.getByRole('textbox', { name: 'Title' }).fill('A rhyme')
    await lab.button('Use this text').click()
    await lab.page.getByRole('radio', { name: /A rhyme/ }).waitFor({ state: 'attached', timeout: 60_000 })
    await lab.ready()
    await lab.makeSmall(300)
    await lab.train()
    const done = await lab.waitForStatus(({ text }) => text.startsWith('Done'), 120_000)
    expect(done.loss, 'guessing among its characters costs more than 3').toBeLessThan(2)
  })

  it('goes on after a reload in the middle of a run', async () => {
    await lab.makeSmall(ENDLESS)
    await lab.train()
    await lab.waitForStatus(({ step }) => step >= 20)
    const saved = lab.training.getByText(/^saved at [1-9]/)
    await saved.waitFor({ timeout: 60_000 })
    const step = Number((await saved.innerText()).replace(/\D/g, ''))
    await lab.page.reload()
    await lab.page.getByRole('button', { name: 'Go on', exact: true }).first().click({ timeout: 60_000 })
    await lab.button('Stop').waitFor({ timeout: 60_000 })
    expect((await lab.waitForStatus((status) => status.step > step)).step).toBeGreaterThan(step)
    await lab.stop()
  })

  it('learns byte pairs: smaller pieces of a text for more of them, measured in bits per character', async () => {
    await lab.makeSmall(200)
    await lab.button('byte pairs').click()
    await lab.set('vocabulary', 300)
    await expect.poll(() => lab.page.getByText('300 byte-pair tokens').count(), { timeout: 60_000 }).toBe(1)
    const parameters = 300 * 32 + 32 * 32 + 12 * 32 ** 2 + 13 * 32
    const counted = async () => Number((await lab.reading('parameters')).split('\n')[0]!.replaceAll(',', ''))
    // The merges of the text are learned before anything can be counted.
    await expect.poll(counted, { timeout: 120_000 }).toBe(parameters)
    await lab.ready()
    await lab.train()
    const done = await lab.waitForStatus(({ text }) => text.startsWith('Done'))
    const { bigram, validation } = await lab.losses()
    // The line says nats per token, the table bits per character: a token is more than a character of this text.
    expect(validation).toBeGreaterThan(1)
    expect(validation).toBeLessThan(0.9 * (done.loss / Math.LN2))
    expect(bigram).toBeLessThan(6)
    expect(await lab.training.innerText()).toContain('bpe:300')

    await lab.page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('The whale ☃ ')
    await lab.button('Sample').click()
    const written = lab.page.getByRole('group', { name: 'What the model wrote' })
    await expect.poll(async () => (await written.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(60)
    expect(await written.innerText()).toMatch(/^The whale ☃/)
  })

  it('trains another architecture, looks back at it, and branches', async () => {
    await lab.makeSmall(200)
    await lab.page.getByText('Optimizer and details').click()
    await lab.set('evaluate every', 50)
    await lab.page.getByText('Architecture').click()
    const count = await lab.reading('parameters')
    await lab.button('before').click()
    await lab.button('rotary').click()
    await expect.poll(() => lab.reading('parameters'), { timeout: 30_000 }).not.toBe(count)
    await lab.page.getByText('GPT-1, 2 changes').first().waitFor()
    await lab.ready()
    await lab.train()
    await lab.waitForStatus(({ text }) => text.startsWith('Done'))

    const back = lab.page.getByRole('slider', { name: 'Step of training' })
    await back.focus()
    await lab.page.keyboard.press('Home')
    await lab.page.getByText('Every figure shows step 0,').waitFor({ state: 'attached' })
    await lab.button('Branch').click()
    await lab.set('steps in all', 250)
    await lab.button('Branch from here').click()
    expect((await lab.waitForStatus(({ text }) => text.startsWith('Done'))).step).toBe(250)
    expect(await lab.models.innerText()).toContain('first run from step 0')
  })

  it('gives the model as a Hugging Face folder, and takes it back', async () => {
    await lab.makeSmall(30)
    await lab.train()
    await lab.waitForStatus(({ text }) => text.startsWith('Done'))
    const [download] = await Promise.all([lab.page.waitForEvent('download', { timeout: 60_000 }), lab.button('Export').click()])
    const path = await download.path()
    const names = Object.keys(unzipSync(readFileSync(path))).map((name) => name.split('/').at(-1))
    expect(names).toEqual(
      expect.arrayContaining(['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json', 'generation_config.json']),
    )

    const rows = lab.models.locator('tbody tr')
    const before = await rows.count()
    const [chooser] = await Promise.all([lab.page.waitForEvent('filechooser'), lab.models.getByText('Import', { exact: true }).click()])
    await chooser.setFiles({ name: download.suggestedFilename(), mimeType: 'application/zip', buffer: readFileSync(path) })
    await expect.poll(() => rows.count(), { timeout: 60_000 }).toBe(before + 1)
  })

  it('says what is wrong with bad input, and loses nothing', async () => {
    await lab.makeSmall(30)
    await lab.set('heads', 3)
    expect(await lab.alert()).toMatch(/32 is not divisible by nHead 3.*Try 30 or 33/s)
    expect(await lab.button('Train').isEnabled()).toBe(false)
    await lab.set('heads', 2)
    await lab.ready()

    const rows = lab.models.locator('tbody tr')
    const before = await rows.count()
    const [chooser] = await Promise.all([lab.page.waitForEvent('filechooser'), lab.models.getByText('Import', { exact: true }).click()])
    await chooser.setFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from('PK not a zip at all') })
    expect((await lab.alert()).length).toBeGreaterThan(30)
    expect(await rows.count()).toBe(before)
  })
})
