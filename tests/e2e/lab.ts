/** The Lab as a person meets it: by the names of its controls. */
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright'
import type { Course, OpenPage } from './course.ts'

/** Tests wait this long for things that take a second or two on an idle machine, and longer on a software GPU. */
const PATIENCE = 120_000

export interface Status {
  text: string
  step: number
  loss: number
  tokensPerSecond: number
}

export class Lab {
  readonly training: Locator
  readonly sampler: Locator
  readonly models: Locator

  private constructor(
    readonly page: Page,
    readonly faults: string[],
  ) {
    this.training = page.getByRole('group', { name: /^Training/ })
    this.sampler = page.getByRole('group', { name: /^Sampler/ })
    this.models = page.getByRole('group', { name: /^Models/ })
  }

  /** Opens the Lab and waits until it can train. */
  static async open(course: Course, runtime: 'wasm' | 'webgpu', options: Parameters<Course['open']>[1] = {}): Promise<Lab> {
    const { page, faults }: OpenPage = await course.open('#/lab', { query: `?runtime=${runtime}`, ...options })
    const lab = new Lab(page, faults)
    await lab.ready()
    return lab
  }

  /** The Lab in a page that is open already. */
  static async on(page: Page): Promise<Lab> {
    const lab = new Lab(page, [])
    await lab.ready()
    return lab
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async ready(): Promise<void> {
    await this.button('Train').waitFor({ timeout: PATIENCE })
    await expect.poll(() => this.button('Train').isEnabled(), { timeout: PATIENCE }).toBe(true)
  }

  /** Small enough that a busy machine makes many steps a second. */
  async makeSmall(steps: number): Promise<void> {
    for (const [label, value] of [
      ['layers', 1],
      ['heads', 2],
      ['width', 32],
      ['context', 32],
      ['batch', 4],
      ['steps', steps],
    ] as const)
      await this.set(label, value)
    await this.ready()
  }

  /** The line that says step, loss and tokens per second. Numbers that it does not say are NaN. */
  async status(): Promise<Status> {
    const text = (await this.training.getByRole('status').first().innerText()).replaceAll(',', '')
    const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
    return {
      text,
      step: number(/[Ss]tep (\d+)/),
      loss: number(/loss ([\d.]+)/),
      tokensPerSecond: number(/([\d.]+) tokens per second/),
    }
  }

  async waitForStatus(what: (status: Status) => boolean, timeout = PATIENCE): Promise<Status> {
    await expect.poll(async () => what(await this.status()), { timeout, interval: 200 }).toBe(true)
    return this.status()
  }

  async train(): Promise<void> {
    await this.button('Train').click()
    await this.button('Stop').waitFor({ timeout: PATIENCE })
  }

  async stop(): Promise<Status> {
    await this.button('Stop').click()
    return this.waitForStatus(({ text }) => /and saved/.test(text))
  }

  /** A size of the next run, typed as a person would. */
  async set(label: string, value: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true })
    await field.fill(String(value))
    await field.press('Enter')
  }

  /** The reading of a large number: "parameters", "memory", "predicted". */
  async reading(label: string): Promise<string> {
    return this.page
      .locator('dl > div', { has: this.page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
      .locator('dd')
      .first()
      .innerText()
  }

  /** The chart's table: the bigram's loss, and the newest validation loss (NaN before the first), in the same unit. */
  async losses(): Promise<{ bigram: number; validation: number }> {
    const toggle = this.training.getByRole('button', { name: 'Table', exact: true })
    if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click()
    const caption = await this.training.locator('table caption').innerText()
    const last = await this.training
      .locator('table tbody tr')
      .last()
      .locator('td')
      .last()
      .innerText({ timeout: 5_000 })
      .catch(() => '')
    return { bigram: Number(/bigram: ([\d.]+)/.exec(caption)?.[1]), validation: last === '' ? Number.NaN : Number(last) }
  }

  /** The text of a failure on show, wherever it is. */
  async alert(): Promise<string> {
    const alert = this.page.getByRole('alert').first()
    await alert.waitFor({ timeout: PATIENCE })
    return alert.innerText()
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
