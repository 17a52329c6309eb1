/** A model from the hub, as a person brings it into the Lab: looked up, stopped half-way, gone on with, spoken to, imported again, deleted. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../src/core/checkpoint/safetensors.ts'
import { hubFolder } from '../support/hubFolder.ts'
import { type HubServer, startHub } from '../support/hubServer.ts'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'
import { expectNoFaults } from './looks.ts'

const NAME = 'openai-community/openai-gpt'
let course: Course
let hub: HubServer

/** A GPT-1 of a few kilobytes whose file is 10 MB long, for an old mask: three parts, so that a stop leaves some. */
function longFolder() {
  const { files } = hubFolder()
  const { tensors } = readSafetensors(files.get('model.safetensors')!)
  const mask = { shape: [1, 1, 1600, 1600], data: new Float32Array(1600 * 1600) }
  return files.set(
    'model.safetensors',
    writeSafetensors([...[...tensors].filter(([name]) => name !== 'h.0.attn.bias'), ['h.0.attn.bias', mask]]),
  )
}

beforeAll(async () => {
  hub = await startHub({ [NAME]: longFolder() })
  course = await startCourse()
})
afterAll(async () => {
  await course?.close()
  await hub?.close()
})

it('comes when it is asked for, survives a stop and a lost connection, and is kept', async () => {
  const lab = await Lab.open(course, 'wasm', { query: `?runtime=wasm&hub=${hub.url}` })
  const { models, page } = lab
  const begun = Date.now()
  await models.getByText('From the Hugging Face hub').click()
  expect(hub.asked).toEqual([])

  const ask = async (name: string) => {
    await models.getByLabel('Name of the model').fill(name)
    await models.getByRole('button', { name: 'Look it up' }).click()
  }
  await ask('nobody/nothing')
  expect(await lab.alert()).toMatch(/The hub has no model "nobody\/nothing"/)
  await ask(NAME)
  const download = models.getByRole('button', { name: /^Download [\d.]+ MB$/ })
  expect(await download.innerText()).toBe('Download 10.3 MB')
  await expectNoFaults(page, 'main')

  hub.faults.rate = 4e6
  await download.click()
  await models.getByText(/^[4-9]\.\d+ MB of 10\.3 MB, model\.safetensors$/).waitFor()
  await models.getByRole('button', { name: 'Cancel' }).click()
  await models.getByText('4.20 MB of it are on this device.').waitFor()

  hub.faults.rate = 0
  hub.asked.length = 0
  hub.cuts.push(5e6)
  await download.click()
  await models.getByRole('button', { name: 'openai-gpt', exact: true }).waitFor()
  // From the last whole part, then from the one that came before the cut, or from the first again where the browser was behind.
  expect(hub.asked).toEqual(['model.safetensors 4194304-', expect.stringMatching(/^model\.safetensors (4194304|8388608)-$/)])
  await lab.page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('the whale')
  await lab.button('Sample').click()
  const written = page.getByRole('group', { name: 'What the model wrote' })
  await expect.poll(async () => (await written.innerText()).length, { timeout: 30_000 }).toBeGreaterThan(30)

  hub.asked.length = 0
  await ask(NAME)
  await models.getByRole('button', { name: 'Import it', exact: true }).click()
  await expect.poll(() => models.getByRole('button', { name: 'openai-gpt', exact: true }).count()).toBe(2)
  expect(hub.asked).toEqual([])
  await models.getByRole('button', { name: `Delete the download of ${NAME}` }).click()
  await models.getByText('Downloads kept on this device').waitFor({ state: 'detached' })
  console.log(`the whole way took ${((Date.now() - begun) / 1000).toFixed(1)} s`)

  // The look-up that failed is told in the console; nobody but the hub and its files' host was asked.
  const others = lab.faults.filter((fault) => !/^request to another host: http:\/\/127\.0\.0\.1:|^console: .* 401 /.test(fault))
  expect(others).toEqual([])
  await lab.close()
})
