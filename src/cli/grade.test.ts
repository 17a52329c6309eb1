/** Grading a class from the command line: receipts in, a table out, every model run; and going on where it was left. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { assignmentHash, checkAssignment, ownLessonOf, ownTextOf } from '../teach/assignment/assignment.ts'
import { toZip } from '../teach/assignment/file.ts'
import { hashOf } from '../teach/canonical.ts'
import { heldOutText, trainedFolder, trainingText } from '../teach/grading/testing/trained.ts'
import type { AttemptInput } from '../teach/receipt/receipt.ts'
import { writeReceipt } from '../teach/receipt/write.ts'
import { inProcess } from './testing/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pathway-grade-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const assignment = checkAssignment(
  {
    title: 'Small and good',
    items: [
      {
        kind: 'task',
        id: 'small',
        title: 'Small',
        where: { kind: 'lab' },
        goal: 'bitsPerCharacter < 3.5 and parameters < 20_000',
        model: true,
      },
    ],
    text: ownTextOf('Sentences', trainingText),
    passMark: 50,
  },
  'The example cannot be read:',
  '',
)

function receiptOf(student: string, files: ReadonlyMap<string, Uint8Array>, claimed: number): Uint8Array {
  const weights = files.get('model.safetensors')!
  return writeReceipt(
    {
      assignment: { sha256: assignmentHash(assignment), title: assignment.title },
      student,
      at: '2027-01-01T12:00:00Z',
      items: [
        {
          item: 'small',
          attempts: [
            {
              at: '2027-01-01T11:00:00Z',
              readings: { bitsPerCharacter: claimed, parameters: 5000 },
              model: {
                config: { nLayer: 1 },
                seed: 7,
                steps: 60,
                text: { title: 'Sentences', sha256: hashOf(trainingText) },
                weights: { sha256: hashOf(weights), bytes: weights.length },
              },
            },
          ],
        },
      ],
    },
    new Map([['small', files]]),
  )
}

beforeAll(async () => {
  const runtime = await openWasm()
  const good = await trainedFolder(runtime)
  const poor = await trainedFolder(runtime, { steps: 1 })
  runtime.destroy()
  const broken = new Map(good).set('model.safetensors', good.get('model.safetensors')!.slice(0, -4))
  const hand = (name: string, data: Uint8Array): void => {
    mkdirSync(at(`class/${name}`), { recursive: true })
    writeFileSync(at(`class/${name}/receipt.zip`), data)
  }
  hand('Anna Meier_11_assignsubmission_file', receiptOf('Anna Meier', good, 2))
  hand('Ben Boast_12_assignsubmission_file', receiptOf('Ben Boast', poor, 0.7))
  hand('Carl Copy_13_assignsubmission_file', receiptOf('Carl Copy', good, 2))
  hand('Dora Damaged_14_assignsubmission_file', receiptOf('Dora Damaged', broken, 2))
  hand('=Eva_15_assignsubmission_file', new TextEncoder().encode('%PDF-1.7'))
  writeFileSync(at('assignment.zip'), toZip(assignment))
  writeFileSync(at('secret.txt'), heldOutText)
}, 60_000)

const grade = (...more: string[]) =>
  inProcess(
    'grade',
    '--assignment',
    at('assignment.zip'),
    '--submissions',
    at('class'),
    '--out',
    at('grades.csv'),
    '--threads',
    '2',
    '--json',
    ...more,
  )

it('measures every model, believes no claim, and shows copies', async () => {
  const { status, stderr, lines } = await grade('--held-out', at('secret.txt'), '--retrain', '60')
  expect(status, stderr).toBe(0)
  expect(lines.at(-1)).toMatchObject({ done: true, students: 4, problems: 1, models: 4 })
  expect(Object.fromEntries(lines.slice(0, -1).map(({ student, check }) => [student, check]))).toEqual({
    'Anna Meier': 'passed',
    'Ben Boast': 'passed',
    'Carl Copy': 'passed',
    'Dora Damaged': expect.stringMatching(/size|vocabulary/),
  })
  expect(stderr).toContain('is a PDF document')
  const csv = readFileSync(at('grades.csv'), 'utf8').split('\r\n')
  const [, anna, ben, carl, dora] = csv
  expect(anna).toMatch(/^Moodle 11,Anna Meier,11,100,100,yes,,100,/)
  expect(anna).toContain('the same numbers, to the bit')
  expect(anna).toContain('the same weights as “Carl Copy”')
  expect(carl).toContain('the same weights as “Anna Meier”')
  // Whose receipt says 0.7 bits after one step, and whose model takes more than 3.5.
  expect(ben).toMatch(/^Moodle 12,Ben Boast,12,0,0,no,,0,[3-9]\./)
  expect(dora).toMatch(/^Moodle 14,Dora Damaged,14,0,0,no,/)
}, 60_000)

it('goes on where it was left, with another form of the table too', async () => {
  const { status, stderr, lines } = await grade('--held-out', at('secret.txt'), '--retrain', '60', '--csv', 'semicolon')
  expect(status, stderr).toBe(0)
  expect(stderr).toContain('4 of 4 models are graded already.')
  expect(lines).toHaveLength(1)
  expect(readFileSync(at('grades.csv'), 'utf8')).toMatch(/Moodle 12;Ben Boast;12;0;0;no;;0;[3-9],/)
})

it('says what is missing, and replaces nothing of anybody’s', async () => {
  const { status, stderr } = await grade()
  expect(status).toBe(1)
  expect(stderr).toContain('no text is given to measure them on. Give --held-out FILE')
  writeFileSync(at('theirs.csv'), 'x')
  const refused = await inProcess('grade', '--assignment', at('assignment.zip'), '--submissions', at('class'), '--out', at('theirs.csv'))
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') })
  const none = await grade('--submissions=nowhere', '--held-out', at('secret.txt'))
  expect(none.status).not.toBe(0)
})

it('counts a lesson that asks nothing once its student says that it is read', async () => {
  const reading = checkAssignment(
    { title: 'To read', items: [{ kind: 'lesson', lesson: 'own/a' }], lessons: [ownLessonOf('a', 'Read.')] },
    '',
    '',
  )
  mkdirSync(at('readers'))
  const hand = (student: string, attempt: AttemptInput): void =>
    writeFileSync(
      at(`readers/${student}.zip`),
      writeReceipt({
        assignment: { sha256: assignmentHash(reading), title: reading.title },
        student,
        at: '2027-01-01T12:00:00Z',
        items: [{ item: 'own/a', attempts: [attempt] }],
      }),
    )
  hand('Anna', { at: '2027-01-01T11:00:00Z', read: true })
  hand('Ben', { at: '2027-01-01T11:00:00Z' })
  writeFileSync(at('reading.zip'), toZip(reading))
  const { status, stderr } = await inProcess(
    'grade',
    ...['--assignment', at('reading.zip'), '--submissions', at('readers'), '--out', at('readers.csv'), '--json'],
  )
  expect(status, stderr).toBe(0)
  const [, anna, ben] = readFileSync(at('readers.csv'), 'utf8').split('\r\n')
  expect(anna).toMatch(/,Anna,,100,100,,,100,/)
  expect(ben).toMatch(/,Ben,,0,0,,,0,/)
})
