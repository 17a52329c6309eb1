/** The gradebook: measured values in place of claimed ones, copies, marks, and the table for spreadsheets and back. */
import { describe, expect, it } from 'vitest'
import { inMemory } from '../../core/checkpoint/source.ts'
import { readReceipt } from '../receipt/read.ts'
import { writeReceipt } from '../receipt/write.ts'
import type { Student } from '../submissions/students.ts'
import { everything, handedIn, handedInWithGuesses, modelFiles } from '../testing/examples.ts'
import { readMarks, toCsv } from './csv.ts'
import { glanceOf } from './glance.ts'
import type { Graded, Outcome } from './graded.ts'
import { jobId, jobsOf } from './jobs.ts'
import { rowsOf } from './rows.ts'

const bytes = writeReceipt(handedIn, modelFiles)
const open = () => readReceipt(inMemory(bytes))
const { receipt } = await open()
const student = (key: string, name: string): Student => ({
  key,
  name,
  id: null,
  receipts: [{ submission: { path: key, label: { name, id: null, platform: null, late: false }, open }, receipt, doubts: [] }],
  records: receipt.items,
  remarks: [],
})
const [zoe, evil] = [student('name zoë', 'Zoë'), student('name evil', '=HYPERLINK("http://x";"y")')]
const graded = (changes: Partial<Graded>): Outcome => ({
  kind: 'graded',
  graded: {
    measured: { bitsPerCharacter: 2.35, validationLoss: 1.6, parameters: 120_000, bytes: 9, tokens: 9, characters: 9, unknown: 0 },
    failed: null,
    numbers: 'a',
    remarks: [],
    retrained: null,
    seconds: 1,
    ...changes,
  },
})
const outcomesOf = (...all: [Student, Outcome][]) => new Map(all.map(([who, outcome]) => [jobId(who, 'small'), outcome]))
const small = (outcomes: ReadonlyMap<string, Outcome>) => rowsOf(everything, [zoe], outcomes)[0]!.score.items[4]!

describe('rows', () => {
  it('take what the receipt claims until its model is measured, and then what was measured', () => {
    expect(small(new Map())).toMatchObject({ score: 1 })
    expect(small(outcomesOf([zoe, graded({})]))).toMatchObject({ score: 1, late: true })
    const worse = { bitsPerCharacter: 2.41, validationLoss: 1.67, parameters: 120_000, bytes: 9, tokens: 9, characters: 9, unknown: 0 }
    expect(small(outcomesOf([zoe, graded({ measured: worse })]))).toMatchObject({ score: 0 })
    expect(small(outcomesOf([zoe, graded({ measured: { ...worse, bitsPerCharacter: 2, parameters: 300_000 } })]))).toMatchObject({
      score: 0,
    })
  })

  it('give nothing to a model that spoofs, hangs or cannot be read, and say why', () => {
    const cheat = graded({ measured: null, failed: { kind: 'causality', said: 'It looks ahead.' } })
    for (const outcome of [
      cheat,
      { kind: 'timed out', seconds: 60 },
      { kind: 'broken', error: { code: 'internal', message: 'No.', hint: '' } },
    ] as Outcome[]) {
      const [row] = rowsOf(everything, [zoe], outcomesOf([zoe, outcome]))
      expect(row!.score.items[4]).toMatchObject({ score: 0 })
      expect(row!.remarks.join(' ')).toMatch(/It looks ahead|longer than 60 seconds|No\./)
    }
  })

  it('show the same weights under two names', () => {
    const rows = rowsOf(everything, [zoe, evil], outcomesOf([zoe, graded({})], [evil, graded({})]))
    expect(rows[0]!.remarks.join(' ')).toContain('the same weights as “=HYPERLINK')
    expect(rows[1]!.remarks.join(' ')).toContain('the same weights as “Zoë”')
    const other = rowsOf(everything, [zoe, evil], outcomesOf([zoe, graded({})], [evil, graded({ numbers: 'b' })]))
    expect(other[0]!.remarks.join(' ')).not.toContain('same weights')
  })

  it('give no points for a model of another text', () => {
    const records = receipt.items.map((record) => ({
      ...record,
      attempts: record.attempts.map((attempt) => ({
        ...attempt,
        model: attempt.model && { ...attempt.model, text: { title: 'Moby-Dick', sha256: 'c'.repeat(64) } },
      })),
    }))
    const other = { ...zoe, records }
    const [row] = rowsOf(everything, [other], outcomesOf([other, graded({})]))
    expect(row!.score.items[4]).toMatchObject({ score: 0 })
    expect(row!.remarks.join(' ')).toContain('not on the assignment’s text')
  })

  it('take the instructor’s mark first', () => {
    const [row] = rowsOf(everything, [zoe], new Map(), { 'name zoë': { why: 0.5 } })
    expect(row!.score.items[6]).toMatchObject({ score: 0.5, state: 'partly' })
  })
})

describe('the class at a glance', () => {
  it('shows what was foretold, judged by how near it came, once for each student', async () => {
    const { receipt: now } = await readReceipt(inMemory(writeReceipt(handedInWithGuesses, modelFiles)))
    const [first] = now.items
    const ben = { ...student('name ben', 'Ben'), records: [...now.items, { ...first!, item: 'again' }] }
    const glance = glanceOf(everything, rowsOf(everything, [ben, zoe], new Map()))
    expect(glance.foretold).toMatchObject([
      { title: 'A scaling law', said: [{ student: 'Ben', guess: 1.7, outcome: 1.74, confidence: 80, right: true }] },
    ])
    // Beside the guess of each, which was wrong.
    expect(glance.guesses).toContainEqual({ confidence: 80, right: true })
  })

  it('counts a lesson that asks nothing as done once it was said to be read', async () => {
    const { receipt: now } = await readReceipt(inMemory(writeReceipt(handedInWithGuesses, modelFiles)))
    const ben = { ...student('name ben', 'Ben'), records: now.items }
    const rows = rowsOf(everything, [ben, zoe], new Map())
    expect(rows.map(({ score }) => score.items[3]!.state)).toEqual(['reached', 'missing'])
    expect(glanceOf(everything, rows).stuck[3]).toEqual({ item: 'own/our-text', missing: ['Zoë'], partly: [] })
    expect(toCsv(everything, rows, 'comma')).toContain('name ben,Ben,,75,35,yes,late,50,100,,100,100')
  })
})

it('jobs are of the models that were handed in, read when their turn comes', async () => {
  const [job] = jobsOf(everything, [zoe], { heldOut: 'x', retrain: 0 })
  const { files, claim, retrain } = await job!.load()
  expect([...files.keys()].sort()).toEqual(['config.json', 'model.safetensors'])
  expect(claim!.steps).toBe(500)
  expect(retrain).toBeNull()
  expect((await jobsOf(everything, [zoe], { heldOut: 'x', retrain: 5 })[0]!.load()).retrain).toEqual({
    text: everything.text!.content,
    seconds: 5,
  })
  const without = {
    ...zoe,
    receipts: [
      { ...zoe.receipts[0]!, submission: { ...zoe.receipts[0]!.submission, open: () => readReceipt(inMemory(writeReceipt(handedIn))) } },
    ],
  }
  await expect(jobsOf(everything, [without], { heldOut: 'x', retrain: 0 })[0]!.load()).rejects.toThrow('no files under models/small/')
})

describe('the table', () => {
  const rows = rowsOf(everything, [zoe, evil], outcomesOf([zoe, graded({})]))
  const comma = toCsv(everything, rows, 'comma')
  const semicolon = toCsv(everything, rows, 'semicolon')

  it('has a column an item, and numbers as the country writes them', () => {
    expect(comma.startsWith('\ufeffkey,student,number,percent,percent in time,passed,late,transformer/causal-mask,')).toBe(true)
    expect(comma).toContain('name zoë,Zoë,,65,25,yes,late,50,100,,,100,,?,2.35,120000,passed,')
    expect(semicolon).toContain('name zoë;Zoë;;65;25;yes;late;50;100;;;100;;?;2,35;120000;passed;')
    expect(comma.split('\r\n')).toHaveLength(4)
  })

  it('holds no formula, with line breaks before it neither', () => {
    expect(comma).toContain(`"'=HYPERLINK(""http://x"";""y"")"`)
    const sly = toCsv(everything, rowsOf(everything, [student('k', '\n=cmd()'), student('l', '@SUM(A1)')], new Map()), 'semicolon')
    expect(sly).toContain(`"'\n=cmd()"`)
    expect(sly).toContain(`;"'@SUM(A1)";`)
  })

  it.each(['comma', 'semicolon'] as const)('comes back with an instructor’s changes as marks: %s', (form) => {
    const written = form === 'comma' ? comma : semicolon
    expect(readMarks(written, everything, rows)).toEqual({ marks: {}, left: [] })
    const separator = form === 'comma' ? ',' : ';'
    const marked = written.replace(
      ['50', '100', '', '', '100', '', '?'].join(separator),
      ['50', '100', '', '', '100', '', '66.5 %'].join(separator),
    )
    expect(readMarks(marked, everything, rows)).toEqual({ marks: { 'name zoë': { why: 0.665 } }, left: [] })
  })

  it('says what it cannot use, and refuses another table', () => {
    const changed = comma.replace('name zoë,', 'name xoë,').replace(/,\?,,,,/, ',many,,,,')
    expect(readMarks(changed, everything, rows).left).toEqual([
      'Line 2 is of “name xoë”, who is not in this gradebook.',
      'Line 3, why: “many” is no number from 0 to 100.',
    ])
    expect(() => readMarks('a,b\r\n1,2', everything, rows)).toThrow(/no column “key”, “transformer\/causal-mask”/)
  })
})
