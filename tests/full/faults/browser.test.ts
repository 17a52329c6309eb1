/** Faults of a whole browser, injected through its own protocol: a run in the Lab is not lost, and the page says the truth. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, startCourse } from '../../e2e/course.ts'
import { Lab } from '../../e2e/lab.ts'
import { findBrowser } from '../../support/browser.ts'

const MINUTE = 60_000
const PATIENCE = 2 * MINUTE
const ENDLESS = 1_000_000

/** A small run that nothing but the test ends. Returns the step that was saved first. */
async function begin(lab: Lab): Promise<number> {
  await lab.makeSmall(ENDLESS)
  await lab.train()
  const saved = lab.training.getByText(/^saved at step [1-9]/)
  await saved.waitFor({ timeout: PATIENCE })
  return Number(/step ([\d,]+)/.exec(await saved.innerText())![1]!.replaceAll(',', ''))
}

/** In a page that was just opened: the run is offered, and goes on beyond what was saved. */
async function goesOn(lab: Lab, saved: number): Promise<void> {
  await lab.page.getByRole('button', { name: 'Go on', exact: true }).first().click({ timeout: PATIENCE })
  await lab.button('Stop').waitFor({ timeout: PATIENCE })
  expect((await lab.waitForStatus(({ step }) => step > saved)).step).toBeGreaterThan(saved)
  expect((await lab.stop()).text).toMatch(/^Stopped and saved/)
}

async function openAgain(context: BrowserContext, url: string): Promise<Lab> {
  const page = await context.newPage()
  await page.goto(`${url}?runtime=wasm#/lab`)
  return Lab.on(page)
}

describe('a run on the CPU', { timeout: 6 * MINUTE }, () => {
  let course: Course
  beforeAll(async () => {
    course = await startCourse()
  }, 5 * MINUTE)
  afterAll(() => course?.close())

  it('a page that crashes: the run is offered again', async () => {
    const lab = await Lab.open(course, 'wasm')
    const context = lab.page.context()
    const saved = await begin(lab)
    const crashed = lab.page.waitForEvent('crash')
    const client = await context.newCDPSession(lab.page)
    client.send('Page.crash').catch(() => {}) // it answers nobody
    await crashed
    await goesOn(await openAgain(context, course.url), saved)
    await context.close()
  })

  it('a page that is left and come back to: the run goes on, or is offered', async () => {
    const lab = await Lab.open(course, 'wasm')
    const saved = await begin(lab)
    await lab.page.goto('about:blank')
    await lab.page.goBack()
    if (await lab.button('Stop').isVisible()) {
      expect((await lab.waitForStatus(({ step }) => step > saved)).step).toBeGreaterThan(saved)
      expect((await lab.stop()).text).toMatch(/^Stopped and saved/)
    } else await goesOn(lab, saved)
    await lab.close()
  })

  it('a tab that is frozen goes on when it is back', async () => {
    const lab = await Lab.open(course, 'wasm')
    await begin(lab)
    const client = await lab.page.context().newCDPSession(lab.page)
    await client.send('Page.setWebLifecycleState', { state: 'frozen' })
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await client.send('Page.setWebLifecycleState', { state: 'active' })
    const { step } = await lab.status()
    expect((await lab.waitForStatus((status) => status.step > step + 10)).step).toBeGreaterThan(step + 10)
    expect((await lab.stop()).text).toMatch(/^Stopped and saved/)
    expect(lab.faults).toEqual([])
    await lab.close()
  })

  it('six times slower: the run goes on, and Stop is heard', async () => {
    const lab = await Lab.open(course, 'wasm')
    const client = await lab.page.context().newCDPSession(lab.page)
    await client.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    const saved = await begin(lab)
    expect((await lab.waitForStatus(({ step }) => step > saved)).step).toBeGreaterThan(saved)
    expect((await lab.stop()).text).toMatch(/^Stopped and saved/)
    expect(lab.faults).toEqual([])
    await lab.close()
  })

  it('the clock jumps an hour back: the run is saved as before, and so is the place in a lesson', async () => {
    const lab = await Lab.open(course, 'wasm')
    const saved = await begin(lab)
    const hour = 60 * MINUTE
    await lab.page.clock.setSystemTime(Date.now() - hour)
    const later = lab.training.getByText(/^saved at step [1-9]/)
    await expect
      .poll(async () => Number(/step ([\d,]+)/.exec(await later.innerText())![1]!.replaceAll(',', '')), { timeout: PATIENCE })
      .toBeGreaterThan(saved)
    expect((await lab.stop()).text).toMatch(/^Stopped and saved/)

    await lab.page.goto(`${course.url}?runtime=wasm#/learn/start/train-a-gpt-in-a-minute`)
    const place = () =>
      lab.page.evaluate(() => {
        scrollBy(0, 400)
        return scrollY
      })
    await expect.poll(place, { timeout: PATIENCE }).toBeGreaterThan(300)
    await new Promise((resolve) => setTimeout(resolve, 2500))
    await lab.page.clock.setSystemTime(Date.now() - 2 * hour)
    await expect.poll(place, { timeout: PATIENCE }).toBeGreaterThan(1500)
    await new Promise((resolve) => setTimeout(resolve, 2500))
    const there = await lab.page.evaluate(() => scrollY)
    await lab.page.reload()
    await expect.poll(() => lab.page.evaluate(() => scrollY), { timeout: PATIENCE }).toBeGreaterThan(there / 2)
    await lab.close()
  })

  it('storage that is cleared in mid-run: the run goes on, and says truthfully what is saved', async () => {
    const lab = await Lab.open(course, 'wasm')
    const saved = await begin(lab)
    const client = await lab.page.context().newCDPSession(lab.page)
    await client.send('Storage.clearDataForOrigin', { origin: new URL(course.url).origin, storageTypes: 'all' })
    expect((await lab.waitForStatus(({ step }) => step > saved)).step).toBeGreaterThan(saved)
    await lab.button('Stop').click()
    const { text, step } = await lab.waitForStatus((status) => status.text.startsWith('Stopped'))
    const said = /^Stopped and saved/.test(text)
    await lab.page.reload()
    await lab.ready()
    const models = async () => (await lab.models.locator('tbody tr').allInnerTexts()).join('\n').replaceAll(',', '')
    if (said) await expect.poll(models, { timeout: PATIENCE }).toContain(String(step))
    else expect(text).toMatch(/^Stopped but not saved/)
    // And what is trained now is kept.
    const again = await begin(lab)
    await lab.stop()
    await lab.page.reload()
    await lab.ready()
    expect((await lab.status()).step).toBeGreaterThanOrEqual(again)
    await lab.close()
  })

  it('a title that is a script stays a title', async () => {
    const lab = await Lab.open(course, 'wasm')
    const script = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    await lab.page.getByRole('radio', { name: /Your own text/ }).check({ force: true })
    await lab.page.getByRole('textbox', { name: 'Paste the text here' }).fill(`${script} `.repeat(60))
    await lab.page.getByRole('textbox', { name: 'Title' }).fill(script)
    await lab.button('Use this text').click()
    await lab.page.getByRole('radio', { name: /<img/ }).waitFor({ state: 'attached', timeout: PATIENCE })
    await begin(lab)
    await lab.stop()
    expect(await lab.page.evaluate(() => 'hit' in window)).toBe(false)
    expect(lab.faults).toEqual([])
    await lab.close()
  })
})

it('a browser that is killed in mid-run: the run is offered again', { timeout: 8 * MINUTE }, async () => {
  const course = await startCourse()
  const profile = mkdtempSync(join(tmpdir(), 'pathway-profile-'))
  const start = async () => {
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ]
    // A group of its own, so that all of its processes are killed at once.
    const child = spawn(findBrowser()!, flags, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    const address = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error('The browser has ended before it began.')))
      child.stderr.on('data', (data) => {
        const found = /listening on (ws:\S+)/.exec(String(data))
        if (found) resolve(found[1]!)
      })
    })
    const browser = await chromium.connectOverCDP(address)
    return { context: browser.contexts()[0]!, kill: () => process.kill(-child.pid!, 'SIGKILL') }
  }
  const first = await start()
  const saved = await begin(await openAgain(first.context, course.url))
  first.kill()
  const second = await start()
  try {
    await goesOn(await openAgain(second.context, course.url), saved)
  } finally {
    second.kill()
    await course.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

it('the GPU process crashes: the run goes on', { timeout: 10 * MINUTE }, async () => {
  const course = await startCourse({ webgpu: 'software' })
  const lab = await Lab.open(course, 'webgpu')
  for (const [label, value] of [
    ['layers', 1],
    ['heads', 1],
    ['width', 16],
    ['context', 16],
    ['batch', 2],
    ['steps', ENDLESS],
  ] as const)
    await lab.set(label, value)
  await lab.ready()
  await lab.train()
  await lab.waitForStatus(({ step }) => step > 5, 4 * MINUTE)
  const client = await course.browser.newBrowserCDPSession()
  await client.send('Browser.crashGpuProcess').catch(() => {}) // it may end before it answers
  const { step } = await lab.status()
  expect((await lab.waitForStatus((status) => status.step > step + 10, 4 * MINUTE)).step).toBeGreaterThan(step + 10)
  await lab.button('Stop').click()
  expect((await lab.waitForStatus(({ text }) => text.startsWith('Stopped'), 2 * MINUTE)).text).toMatch(/^Stopped and saved/)
  await course.close()
})
