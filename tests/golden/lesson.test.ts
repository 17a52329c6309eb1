/** The Python in lessons was run as it stands there, and what it printed of a model is what the core says of it. */
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../support/world.ts'

interface Block {
  code: string
  printed: string[]
}

const LESSON = new URL('../../curriculum/implement/hugging-face.md', import.meta.url)
const RAN = new URL('./lesson.json', import.meta.url)
const ran: Block[] = existsSync(RAN) ? JSON.parse(readFileSync(RAN, 'utf8')) : []
const found = (part: string): Block => ran.find(({ code }) => code.includes(part))!

let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  world = await openWorld()
}, 60_000)

const TEXT = 'the people of the united states'

test('every block of the lesson is one that check_lesson.py has run, and prints what stands under it', () => {
  const blocks = [...readFileSync(LESSON, 'utf8').matchAll(/^```python\n(.*?)^```\n(?:\s*^```text\n(.*?)^```\n)?/gms)]
  expect(blocks.map(([, code]) => code)).toEqual(ran.map(({ code }) => code))
  const said = blocks.map(([, , text = '']) => text.split('\n').filter(Boolean))
  for (const [i, { printed }] of ran.entries()) {
    expect(said[i]!.length).toBe(printed.length)
    for (const [l, line] of said[i]!.entries()) {
      const pattern = line.split('…').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      expect(printed[l]).toMatch(new RegExp(`^${pattern.join('.*')}$`))
    }
  }
})

test('the loss and the likeliest tokens that transformers printed are the core’s', async () => {
  const { core, handle } = world
  const [loss, ...likeliest] = found('topk').printed
  const probe = await core.probe(handle, TEXT, ['losses'])
  expect(probe.loss!).toBeCloseTo(Number(loss), 3)
  const next = await core.nextToken(handle, TEXT, { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 })
  const ours = next.candidates.slice(0, 3)
  expect(ours.map(({ token, probability }) => `'${token}' ${probability.toFixed(3)}`)).toEqual(likeliest)
})

test('what the pipeline wrote greedily is what the core writes', async () => {
  const { core, handle } = world
  const [written] = found('pipeline(').printed
  const prompt = 'My fellow Americans, '
  const asked = { temperature: 1, topK: 1, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 }
  const { text } = await core.sample(handle, prompt, written!.length - prompt.length, asked, () => {})
  expect(prompt + text).toBe(written)
})
