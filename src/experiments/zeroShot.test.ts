/** Questions as texts to be continued, and answers of a model that read such stories and was never asked anything. */
import { expect, test } from 'vitest'
import { openWorld } from '../../tests/support/world.ts'
import { ask, chosen, questionOf } from './zeroShot.ts'

const LABELS = { labels: ['negative', 'neutral', 'positive'] }
const STORY = 'One cold morning, Mila went to the park. She lost her red key.'

test('a story is gone on with by its hero, and each feeling stands for its sign', () => {
  const question = questionOf('sentiment', LABELS, { texts: [STORY], label: 0 }, 'felt')
  expect(question.context).toBe(`${STORY} Mila felt`)
  expect(question.ways).toHaveLength(13)
  expect(question.ways.find(({ text }) => text === 'sad.')?.answer).toBe(0)
  expect(question.ways.find(({ text }) => text === 'calm.')?.answer).toBe(1)
  expect(question.ways.find(({ text }) => text === 'proud.')?.answer).toBe(2)
  expect(question.right).toBe(0)
  // Of somebody whom the world does not know.
  expect(questionOf('sentiment', LABELS, { texts: [STORY], label: 0 }, 'end', 'One day, Gandalf lost his key.')).toMatchObject({
    context: 'One day, Gandalf lost his key. In the end, Gandalf was',
    right: null,
  })
})

test('the small world’s model knows how its stories end; shares are those of the ways together', async () => {
  const { core, handle, model } = await openWorld({ folder: 'world' })
  const set = await core.labelled('endings', { train: 0, heldOut: 20 })
  let right = 0
  for (const example of set.heldOut) {
    const asked = await ask(core, handle, questionOf('endings', set, example, 'felt'), model.config.nCtx)
    expect(asked.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6)
    expect(Math.log(asked.shares[0]! / asked.shares[1]!)).toBeCloseTo(asked.scores[0]! - asked.scores[1]!, 6)
    right += Number(chosen(asked) === example.label)
  }
  expect(right).toBeGreaterThanOrEqual(17)
}, 120_000)

test('a question that is longer than the window keeps its end', async () => {
  const { core, handle, model } = await openWorld({ folder: 'world' })
  const question = questionOf('endings', LABELS, { texts: [STORY, 'Mila was sad.', 'Mila was glad.'], label: 0 }, 'felt')
  const long = await ask(core, handle, { ...question, context: `${'Tom sang. '.repeat(40)}${STORY}` }, model.config.nCtx)
  expect(long.scores.every(Number.isFinite)).toBe(true)
  expect(long.scores[0]).toBeGreaterThan(long.scores[1]!)
}, 60_000)
