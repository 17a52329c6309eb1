/** The Python in lessons was run as it stands there, and what it printed of a model is what the core says of it. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../support/world.ts'

interface Block {
  code: string
  printed: string[]
}

/** What check_lesson.py has run of each lesson, in the order of its blocks. */
const LESSONS = ['hugging-face', 'round-trip'] as const
const ran = (lesson: (typeof LESSONS)[number]): Block[] =>
  JSON.parse(readFileSync(new URL(`./lessons/${lesson}.json`, import.meta.url), 'utf8'))
const textOf = (lesson: string): string => readFileSync(new URL(`../../curriculum/implement/${lesson}.md`, import.meta.url), 'utf8')
const found = (part: string): Block => ran('hugging-face').find(({ code }) => code.includes(part))!

let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  world = await openWorld()
}, 60_000)

const TEXT = 'the people of the united states'

test.each(LESSONS)('every block of %s is one that check_lesson.py has run, and prints what stands under it', (lesson) => {
  const blocks = [...textOf(lesson).matchAll(/^```python\n(.*?)^```\n(?:\s*^```text\n(.*?)^```\n)?/gms)]
  expect(blocks.map(([, code]) => code)).toEqual(ran(lesson).map(({ code }) => code))
  const said = blocks.map(([, , text = '']) => text.split('\n').filter(Boolean))
  for (const [i, { printed }] of ran(lesson).entries()) {
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
