/** A student's record of an assignment: every attempt kept apart, the best counted, and a receipt that gives it all back. */
import { describe, expect, it } from 'vitest'
import { createLearning } from '../../../session/learning.ts'
import { stringRecords } from '../../../storage/records.ts'
import { inMemory } from '../../../core/checkpoint/source.ts'
import { checkAssignment } from '../../../teach/assignment/assignment.ts'
import { readReceipt } from '../../../teach/receipt/read.ts'
import type { PlainError } from '../../../core/errors.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import { goOnFrom, keepWords, makeReceipt } from '../handIn.ts'
import { type Assigned, assignedOf, placeOf } from '../readAssigned.ts'
import { recordsOf } from './records.ts'
import { recordAnswers } from './recorder.ts'
import { standingOf } from './standing.ts'
import { watchTraining } from './trainingTime.ts'

const DUE = Date.parse('2027-01-02T00:00:00Z')
const [A, B] = ['x/y#a', 'x/y#b']
const assignment = (changes: object = {}) =>
  checkAssignment(
    {
      title: 'Week 1',
      items: [
        { kind: 'lesson', lesson: 'x/y' },
        { kind: 'task', id: 'lab', title: 'Lab', where: { kind: 'lab' }, goal: 'loss < 2', model: true },
        { kind: 'task', id: 'why', title: 'Why', where: { kind: 'words' } },
      ],
      attempts: 2,
      due: '2027-01-02T00:00:00Z',
      passMark: 50,
      ...changes,
    },
    '',
    '',
  )
const checks = ['a', 'b'].map((id) => ({ id, kind: 'choice' as const, objective: 'o' }))
const assigned = (changes: object = {}): Assigned => ({
  ...assignedOf(assignment(changes), 'code'),
  entries: [{ part: 'x', slug: 'y', title: 'Y', checks } as unknown as Assigned['entries'][number]],
})

async function begin() {
  const clock = { now: DUE - 1000 }
  const held = new Map<string, string>()
  const keep = {
    get: (key: string) => held.get(key) ?? null,
    set: (key: string, value: string | null) => void held.set(key, value ?? '{}'),
  }
  const learning = createLearning(stringRecords('test', keep), () => clock.now)
  await expect.poll(() => learning.getState().ready).toBe(true)
  const tick = (ms = 10) => {
    clock.now += ms
  }
  return { learning, tick, now: learning.getState }
}
const GONE: PlainError = { code: 'not-found', message: 'The model is no longer here.', hint: '' }
const core = (files: Record<string, Uint8Array> | PlainError = GONE): Pick<CoreApi, 'exportZip'> => ({
  async exportZip() {
    if ('message' in files) throw files
    const { zipSync } = await import('fflate')
    return { fileName: 'm.zip', data: zipSync(files) }
  },
})
const options = { find: async () => null }

describe('answers to an assignment', () => {
  it('are kept when the question is asked anew, and the best counts', async () => {
    const { learning, tick, now } = await begin()
    const stop = recordAnswers(assigned(), learning)
    now().answer(A, 2, false)
    tick()
    now().answer(A, 0, true)
    tick()
    now().retry(A)
    tick()
    now().answer(A, 1, false)
    stop()
    now().answer(B, 1, true)
    const records = recordsOf(assigned(), now())
    expect(records[0]!.attempts).toMatchObject([{ asked: [A, B], answers: [{ key: A, given: [2, 0], right: true }] }])
    expect(standingOf(assigned(), records).items[0]).toMatchObject({ score: 0.5, state: 'partly' })
  })

  it('that were given after the selection was left count when it is followed again, each once', async () => {
    const { learning, tick, now } = await begin()
    const stop = recordAnswers(assigned(), learning)
    now().answer(A, 2, false)
    stop()
    // Tried out elsewhere, and asked anew with the answer known.
    tick()
    now().answer(A, 1, false)
    tick()
    now().answer(A, 0, true)
    now().retry(A)
    tick()
    now().answer(A, 0, true)
    recordAnswers(assigned(), learning)
    const [attempt] = recordsOf(assigned(), now())[0]!.attempts
    expect(attempt!.answers).toEqual([{ key: A, given: [2, 1, 0], right: true }])
    expect(now().attempts[placeOf(assigned(), 'x/y')]).toHaveLength(4)
    // Two attempts are allowed, and the right answer was the third.
    expect(standingOf(assigned(), recordsOf(assigned(), now())).items[0]).toMatchObject({ score: 0 })
  })

  it('from before the link was opened count, and two tabs write one record', async () => {
    const { learning, now } = await begin()
    now().answer(A, 1, false)
    now().answer(A, 0, true)
    const stops = [recordAnswers(assigned(), learning), recordAnswers(assigned(), learning)]
    now().answer(B, 0, true)
    for (const stop of stops) stop()
    expect(now().attempts[placeOf(assigned(), 'x/y')]).toHaveLength(3)
    expect(standingOf(assigned(), recordsOf(assigned(), now())).items[0]).toMatchObject({ score: 1, state: 'reached' })
  })

  it('that came late are an attempt of their own', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(assigned(), learning)
    now().answer(A, 0, true)
    tick(5000)
    now().answer(B, 0, true)
    const records = recordsOf(assigned(), now())
    expect(records[0]!.attempts.map(({ answers }) => answers.length)).toEqual([1, 2])
    expect(standingOf(assigned(), records).items[0]).toMatchObject({ score: 1, inTime: 0.5, late: true })
  })

  it('are over when every question is right or out of attempts', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(assigned(), learning)
    const over = () => standingOf(assigned({ items: [{ kind: 'lesson', lesson: 'x/y' }] }), recordsOf(assigned(), now())).complete
    now().answer(A, 0, true)
    expect(over()).toBe(false)
    for (const given of [1, 2]) {
      tick()
      now().answer(B, given, false)
    }
    expect(over()).toBe(true)
  })
})

describe('a receipt', () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const model = {
    'm/config.json': bytes({ n_layer: 1 }),
    'm/run.json': bytes({ step: 30, settings: { seed: 7 }, corpus: { title: 'T', sha256: 'a'.repeat(64) } }),
    'm/model.safetensors': new Uint8Array(40),
    'm/training_state.safetensors': new Uint8Array(80),
  }
  const done = async () => {
    const world = await begin()
    const { learning, tick, now } = world
    recordAnswers(assigned(), learning)
    now().answer(A, 2, false)
    tick()
    now().answer(A, 0, true)
    now().attempt(placeOf(assigned(), 'lab'), { readings: { loss: 3 }, failed: { kind: 'goal', said: 'no' }, model: 'm1' })
    tick()
    now().attempt(placeOf(assigned(), 'lab'), { readings: { loss: 1 }, failed: null, model: 'm2' })
    now().draft(placeOf(assigned(), 'why'), 'Because.')
    return world
  }

  it('holds answers, words that were not kept yet, and the weights of the attempt that counts', async () => {
    const { now } = await done()
    keepWords(assigned(), now())
    keepWords(assigned(), now())
    const { data, left, fileName } = await makeReceipt(assigned(), now(), ' Zoë M. ', core(model), { now: DUE, ...options })
    expect(left).toEqual([])
    expect(fileName).toBe('receipt-Week-1-Zoe-M-2027-01-02-00-00.zip')
    const { receipt, models, doubts } = await readReceipt(inMemory(data))
    expect(doubts).toEqual([])
    expect(receipt.student).toBe('Zoë M.')
    expect(receipt.items.map(({ item, attempts }) => [item, attempts.length])).toEqual([
      ['x/y', 1],
      ['lab', 2],
      ['why', 1],
    ])
    expect(receipt.items[1]!.attempts.map(({ model }) => model?.seed ?? null)).toEqual([null, 7])
    expect([...models.get('lab')!.keys()].sort()).toEqual(['config.json', 'model.safetensors', 'run.json'])
  })

  it('says so where the model is gone, and is made all the same', async () => {
    const { now } = await done()
    const { left, data } = await makeReceipt(assigned(), now(), '', core(), { now: DUE, ...options })
    expect(left).toEqual([expect.stringMatching(/The model of “Lab” is not in this browser any more/)])
    expect((await readReceipt(inMemory(data))).receipt.items).toHaveLength(2)
    const broken = core({ code: 'bad-checkpoint', message: 'Its file was cut.', hint: '' })
    const other = await makeReceipt(assigned(), now(), '', broken, { now: DUE, ...options })
    expect(other.left).toEqual([expect.stringMatching(/The model of “Lab” could not be read \(Its file was cut\.\)/)])
  })

  it('gives everything back to a browser that has lost it, once', async () => {
    const { now } = await done()
    keepWords(assigned(), now())
    const { data } = await makeReceipt(assigned(), now(), '', core(model), { now: DUE, ...options })
    const other = await begin()
    const file = new Blob([data])
    expect(await goOnFrom(file, assigned(), other.now())).toBe(5)
    expect(
      recordsOf(assigned(), other.now()).map(({ attempts }) =>
        attempts.map(({ readings, answers, words }) => ({ readings, answers, words })),
      ),
    ).toEqual(
      recordsOf(assigned(), now()).map(({ attempts }) => attempts.map(({ readings, answers, words }) => ({ readings, answers, words }))),
    )
    expect(await goOnFrom(file, assigned(), other.now())).toBe(0)
  })

  it('of another assignment changes nothing, and says whose it is', async () => {
    const { now } = await done()
    const { data } = await makeReceipt(assigned(), now(), '', core(model), { now: DUE, ...options })
    const other = await begin()
    const taken = goOnFrom(new Blob([data]), assigned({ title: 'Week 2' }), other.now())
    await expect(taken).rejects.toThrow('It is of another assignment, “Week 1”, and not of “Week 2”.')
    await expect(goOnFrom(new Blob(['no zip']), assigned(), other.now())).rejects.toThrow(/it is no zip/)
    expect(other.now().attempts).toEqual({})
  })
})

it('the seconds of a training are those in which its run was seen', async () => {
  const { learning, now } = await begin()
  const listeners: ((state: { run: unknown }, was: { run: unknown }) => void)[] = []
  const session = {
    subscribe(listen: never) {
      listeners.push(listen)
      return () => {}
    },
  }
  let ms = 0
  watchTraining(session as never, learning, () => ms)
  const run = (status: string, step: number) => ({ run: { modelId: 'm', status, step } })
  const show = (is: object, was: object) => listeners[0]!(is as { run: unknown }, was as { run: unknown })
  show(run('running', 0), { run: null })
  ms = 12_340
  show(run('done', 60), run('running', 0))
  expect(now().drafts['trained/m']?.draft).toBe(12.3)
  show(run('running', 60), run('done', 60))
  ms += 2000
  show(run('stopped', 90), run('running', 60))
  expect(now().drafts['trained/m']?.draft).toBe(14.3)
})
