/** Every step of the instructor's guide can be taken, and its pictures are there. `GUIDE=write` takes them anew into `public/guide/`. */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { MOST_BYTES, takePictures, VIEW } from './guide.ts'

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

it('is walked through, and shows what it says', async () => {
  const { page, faults } = await course.open('', { query: '?runtime=wasm&threads=1', serviceWorkers: 'block', viewport: VIEW })
  const pictures = await takePictures(page, (hash) => page.evaluate((to) => location.assign(to), hash))
  if (process.env.GUIDE === 'write') for (const [name, bytes] of pictures) writeFileSync(`public/guide/${name}.png`, bytes)
  expect(readdirSync('public/guide').sort()).toEqual([...pictures.keys()].map((name) => `${name}.png`).sort())
  for (const name of pictures.keys()) expect(statSync(`public/guide/${name}.png`).size, name).toBeLessThanOrEqual(MOST_BYTES)
  expect(faults).toEqual([])
})
