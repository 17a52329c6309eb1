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
import { leftSaid } from './left.ts'
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
    expect(attempt!.answers).toEqual([{ key: A, given: [2, 1, 0], right: true, at: expect.any(Array) }])
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

describe('a question with two attempts', () => {
  const said = (now: Awaited<ReturnType<typeof begin>>['now'], key = A) => leftSaid(assigned(), now(), key)

  it('says how many are left, before and after each, and then that none is', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(assigned(), learning)
    const heard = [said(now)]
    for (const given of [1, 2, 1]) {
      tick()
      now().answer(A, given, false)
      heard.push(said(now))
    }
    expect(heard).toEqual([
      '2 of 2 attempts left.',
      '1 of 2 attempts left.',
      'The 2 attempts that count are used. Go on as you like: further answers do not count.',
      'The 2 attempts that count are used. Go on as you like: further answers do not count.',
    ])
    tick()
    now().answer(A, 0, true)
    expect(said(now)).toBe('Right after the 2 attempts that count: it does not count.')
    expect(said(now, B)).toBe('2 of 2 attempts left.')
  })

  it('says so where the right answer came in time, also when it is asked anew', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(assigned(), learning)
    now().answer(A, 1, false)
    tick()
    now().answer(A, 0, true)
    expect(said(now)).toBe('Right at attempt 2 of 2: it counts.')
    now().retry(A)
    expect(said(now)).toBe('Right at attempt 2 of 2: it counts.')
  })

  it('says nothing where nothing is counted, or the question is not asked', async () => {
    const { now } = await begin()
    expect(leftSaid(assigned({ attempts: null }), now(), A)).toBeNull()
    expect(leftSaid(assigned(), now(), 'x/z#a')).toBeNull()
    expect(leftSaid(assigned({ attempts: 1 }), now(), A)).toBe('1 of 1 attempt left.')
  })
})

describe('a lesson that asks nothing', () => {
  const reading = (changes: object = {}): Assigned => {
    const all = assigned({ items: [{ kind: 'lesson', lesson: 'x/y' }], ...changes })
    return { ...all, entries: all.entries.map((entry) => ({ ...entry, checks: [], load: async () => ({ blocks: {} }) }) as never) }
  }

  it('is done when the student says that it is read, goes into the receipt, and comes back from it', async () => {
    const { tick, now } = await begin()
    expect(standingOf(reading(), recordsOf(reading(), now()))).toMatchObject({ complete: false, items: [{ state: 'missing' }] })
    now().attempt(placeOf(reading(), 'x/y'), { read: true })
    const standing = standingOf(reading(), recordsOf(reading(), now()))
    expect(standing).toMatchObject({ complete: true, percent: 100, passed: true, items: [{ state: 'reached' }] })
    tick()
    const { data } = await makeReceipt(reading(), now(), '', core(), { now: DUE, ...options })
    const { receipt } = await readReceipt(inMemory(data))
    expect(receipt.items).toMatchObject([{ item: 'x/y', attempts: [{ asked: [], read: true }] }])
    const other = await begin()
    expect(await goOnFrom(new Blob([data]), reading(), other.now())).toBe(1)
    expect(await goOnFrom(new Blob([data]), reading(), other.now())).toBe(0)
    expect(standingOf(reading(), recordsOf(reading(), other.now())).complete).toBe(true)
  })

  it('that was read late is late', async () => {
    const { tick, now } = await begin()
    tick(5000)
    now().attempt(placeOf(reading(), 'x/y'), { read: true })
    expect(standingOf(reading(), recordsOf(reading(), now()))).toMatchObject({ percent: 100, percentInTime: 0, late: true })
  })
})

describe('what was guessed', () => {
  const law = { title: 'A law', asked: 'Next?', unit: 'nats', guess: 1.7, within: 0.05, confidence: 80 }
  const withLaw = (changes: object = {}): Assigned => {
    const all = assigned(changes)
    const blocks = { w: { kind: 'widget', widget: 'law', params: {}, veil: null, meanwhile: null } }
    return { ...all, entries: all.entries.map((entry) => ({ ...entry, load: async () => ({ blocks }) }) as never) }
  }

  it('stands in the receipt of the lesson whose figure asked, and comes back from it; another figure’s does not', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(withLaw(), learning)
    now().predict('x/y#g', 1, 70)
    now().estimate('law/3/1', law)
    now().estimate('lawless/1', law)
    tick()
    now().answer(A, 0, true)
    now().settle('law/3/1', 1.72)
    const { data } = await makeReceipt(withLaw(), now(), '', core(), { now: DUE, ...options })
    const { receipt, doubts } = await readReceipt(inMemory(data))
    expect(doubts).toEqual([])
    expect(receipt.items[0]!.attempts).toMatchObject([
      { predictions: [{ key: 'x/y#g', choice: 1, confidence: 70 }], estimates: [{ key: 'law/3/1', guess: 1.7, outcome: 1.72 }] },
    ])
    const other = await begin()
    await goOnFrom(new Blob([data]), withLaw(), other.now())
    expect(other.now().predictions['x/y#g']?.guesses).toMatchObject([{ choice: 1, confidence: 70 }])
    expect(other.now().estimates).toMatchObject({ 'law/3/1': { guess: 1.7, outcome: 1.72 } })
    expect(await goOnFrom(new Blob([data]), withLaw(), other.now())).toBe(0)
  })

  it('before the due date stands in the attempt that came in time, and what came later only in the late one', async () => {
    const { learning, tick, now } = await begin()
    recordAnswers(withLaw(), learning)
    now().answer(A, 0, true)
    now().estimate('law/1', law)
    tick(5000)
    now().answer(B, 0, true)
    now().estimate('law/2', law)
    const { data } = await makeReceipt(withLaw(), now(), '', core(), { now: DUE + 9000, ...options })
    const { receipt } = await readReceipt(inMemory(data))
    expect(receipt.items[0]!.attempts.map(({ estimates }) => estimates?.map(({ key }) => key))).toEqual([['law/1'], ['law/1', 'law/2']])
  })

  it('is handed in where nothing else of the lesson was done, and is no answer', async () => {
    const { now } = await begin()
    now().estimate('law/1', law)
    now().attempt(placeOf(withLaw(), 'why'), { words: 'Because.' })
    const { data } = await makeReceipt(withLaw(), now(), '', core(), { now: DUE, ...options })
    const { receipt } = await readReceipt(inMemory(data))
    expect(receipt.items.map(({ item }) => item)).toEqual(['x/y', 'why'])
    expect(standingOf(withLaw(), receipt.items).items[0]).toMatchObject({ score: 0 })
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
