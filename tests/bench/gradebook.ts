/**
 * `npm run bench -- gradebook`: a class of 120 whose models have the size of the first shipped checkpoint, in floats, in one zip as
 * Moodle makes it; among them one that does not end in its time, one that is broken and one of 100 MB. All are read and graded by the
 * command that an instructor runs, and what must come out is checked before the time is said.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readModel } from '../../src/cli/folder.ts'
import { writeModelFolder } from '../../src/core/checkpoint/hfFolder.ts'
import type { Model } from '../../src/core/checkpoint/model.ts'
import { unflatten } from '../../src/core/checkpoint/tensors.ts'
import type { ModelConfig } from '../../src/core/config.ts'
import { readBundledText } from '../../src/core/data/node.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { modelLayout } from '../../src/core/model/plans.ts'
import { zipOf } from '../../src/teach/anyZip.ts'
import { assignmentHash, checkAssignment } from '../../src/teach/assignment/assignment.ts'
import { toZip } from '../../src/teach/assignment/file.ts'
import { hashOf } from '../../src/teach/canonical.ts'
import { writeReceipt } from '../../src/teach/receipt/write.ts'

const STUDENTS = 120
const HELD_OUT = 40_000
// Five times what a model of the shipped size takes on a core that is its own.
const SECONDS = 20
const [SLOW, BROKEN, LARGE] = [30, 60, 90]

const assignment = checkAssignment(
  {
    title: 'Bench',
    items: [{ kind: 'task', id: 'model', title: 'A model', where: { kind: 'lab' }, goal: 'bitsPerCharacter < 3', model: true }],
  },
  'The bench’s assignment cannot be read:',
  '',
)

/** @returns a line that says what was done in which time @throws where something else came out than must */
export async function benchGradebook(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pathway-gradebook-'))
  const at = (name: string): string => join(folder, name)
  try {
    writeFileSync(at('assignment.zip'), toZip(assignment))
    writeFileSync(at('secret.txt'), readBundledText('moby-dick').slice(0, HELD_OUT))
    writeFileSync(at('class.zip'), theClass())
    const begun = performance.now()
    const argv = ['--import', 'tsx', 'src/cli/main.ts', 'grade', '--assignment', at('assignment.zip'), '--submissions', at('class.zip')]
    const printed = execFileSync(
      process.execPath,
      [...argv, '--held-out', at('secret.txt'), '--out', at('grades.csv'), '--seconds', String(SECONDS), '--json'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 },
    )
    const seconds = (performance.now() - begun) / 1000
    return checked(printed, readFileSync(at('grades.csv'), 'utf8'), seconds)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function theClass(): Uint8Array {
  const model = readModel('public/checkpoints/first')
  const files = new Map<string, Uint8Array>()
  for (let i = 0; i < STUDENTS; i++) {
    const receipt = i === LARGE ? new Uint8Array(100e6) : receiptOf(i, i === SLOW ? slow(model) : writeModelFolder(perturbed(model, i)))
    files.set(`Student ${i}_${1000 + i}_assignsubmission_file/receipt.zip`, receipt)
  }
  return zipOf(files)
}

function receiptOf(i: number, files: Map<string, Uint8Array<ArrayBuffer>>): Uint8Array {
  const weights = files.get('model.safetensors')!
  if (i === BROKEN) files.set('model.safetensors', weights.slice(0, weights.length / 2))
  const model = {
    config: {},
    seed: i,
    steps: 1,
    text: { title: 'State of the Union', sha256: 'a'.repeat(64) },
    weights: { sha256: hashOf(weights), bytes: weights.length },
  }
  return writeReceipt(
    {
      assignment: { sha256: assignmentHash(assignment), title: assignment.title },
      student: `Student ${i}`,
      at: '2027-01-01T12:00:00Z',
      items: [{ item: 'model', attempts: [{ at: '2027-01-01T11:00:00Z', readings: { bitsPerCharacter: 1 }, model }] }],
    },
    new Map([['model', files]]),
  )
}

/** The checkpoint with every number moved by up to a thousandth: no two of the class are the same. */
function perturbed({ config, tokenizer, weights }: Model, i: number): Model {
  let state = i + 1
  const moved = (value: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return value * (1 + (state / 2 ** 32 - 0.5) / 500)
  }
  return { config, tokenizer, weights: new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.map(moved) }])) }
}

/** So much to compute that it does not end in its time; as a receipt it is small enough to be read. */
function slow({ tokenizer, config: { nVocab } }: Model): Map<string, Uint8Array<ArrayBuffer>> {
  const config: ModelConfig = { nLayer: 20, nHead: 4, nEmbd: 256, nCtx: 2048, nVocab, dropout: 0 }
  const layout = modelLayout(config)
  return writeModelFolder({ config, tokenizer, weights: unflatten(layout, initialWeights(layout, 1)) })
}

function checked(printed: string, csv: string, seconds: number): string {
  const lines = printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const checks = new Map(lines.map(({ student, check }) => [student, check]))
  const last = lines.at(-1)!
  const passed = [...checks.values()].filter((check) => check === 'passed').length
  const rows = csv.split('\r\n').length - 2
  const right =
    last.done === true &&
    last.problems === 1 &&
    rows === STUDENTS - 1 &&
    passed === STUDENTS - 3 &&
    checks.get(`Student ${SLOW}`) === 'timed out' &&
    checks.get(`Student ${BROKEN}`) !== 'passed'
  if (!right)
    throw new Error(
      `The class was not graded as it must be: ${JSON.stringify({ ...last, passed, rows, slow: checks.get(`Student ${SLOW}`), broken: checks.get(`Student ${BROKEN}`) })}`,
    )
  return `${STUDENTS} submissions read and graded in ${seconds.toFixed(0)} s: ${passed} models measured on ${HELD_OUT} characters each, 1 given up after ${SECONDS} s, 1 broken, 1 of 100 MB passed over.`
}
