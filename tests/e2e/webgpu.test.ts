/** A tiny model trains in the page through WebGPU, on Chromium's software adapter: right numbers, at no speed. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'

let course: Course

beforeAll(async () => {
  course = await startCourse({ webgpu: 'software' })
})
afterAll(() => course?.close())

it('trains a tiny model on webgpu and samples from it', async () => {
  const lab = await Lab.open(course, 'webgpu')
  await lab.page.getByText(/WebGPU on .*(swiftshader|google)/i).waitFor()
  await lab.set('layers', 1)
  await lab.set('heads', 1)
  await lab.set('width', 16)
  await lab.set('context', 16)
  await lab.set('batch', 2)
  await lab.set('steps', 30)
  await lab.ready()
  await lab.train()
  const first = await lab.waitForStatus(({ step, loss }) => step > 0 && loss > 0, 240_000)
  const done = await lab.waitForStatus(({ text }) => text.startsWith('Done'), 240_000)
  console.log(`webgpu: loss ${first.loss} at step ${first.step}, ${done.loss} at step ${done.step}`)
  expect(done.step).toBe(30)
  expect(done.loss).toBeLessThan(Math.log(120))

  await lab.page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('The ')
  await lab.button('Sample').click()
  const written = lab.page.getByRole('group', { name: 'What the model wrote' })
  await expect.poll(async () => (await written.innerText()).length, { timeout: 120_000 }).toBeGreaterThan(20)
  expect(lab.faults).toEqual([])
  await lab.close()
})
