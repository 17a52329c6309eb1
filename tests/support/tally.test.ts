import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { failuresIn, tallyVitest } from './tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'tally-'))

function tally(files: { status: string; tests: string[] }[], { exitCode = 0, success = true } = {}) {
  const path = join(folder, 'report.json')
  const testResults = files.map(({ status, tests }) => ({ status, assertionResults: tests.map((test) => ({ status: test })) }))
  writeFileSync(path, JSON.stringify({ success, testResults }))
  return tallyVitest(path, exitCode)
}

it('counts each test, and what did not run as skipped', () => {
  const report = [{ status: 'passed', tests: ['passed', 'passed', 'pending', 'todo'] }]
  expect(tally(report)).toEqual({ passed: 2, failed: 0, skipped: 2 })
})

it('counts a file that broke before its tests as a failure', () => {
  const report = [
    { status: 'failed', tests: [] },
    { status: 'failed', tests: ['passed', 'failed'] },
  ]
  expect(tally(report, { exitCode: 1, success: false })).toEqual({ passed: 1, failed: 2, skipped: 0 })
})

it('never calls a run passed that ended badly or left no report', () => {
  expect(tally([{ status: 'passed', tests: ['passed'] }], { exitCode: 1 }).failed).toBe(1)
  expect(tallyVitest(join(folder, 'nothing.json'), 0).failed).toBe(1)
})

it('names what failed, with the first line of why', () => {
  const path = join(folder, 'named.json')
  const why = 'expected 1 to be 2\n    at somewhere'
  const testResults = [
    { name: resolve('a.test.ts'), status: 'failed', assertionResults: [{ status: 'failed', fullName: 'adds', failureMessages: [why] }] },
    { name: resolve('b.test.ts'), status: 'failed', message: 'no such module\nat', assertionResults: [] },
    { name: resolve('c.test.ts'), status: 'passed', assertionResults: [{ status: 'passed', fullName: 'ends' }] },
  ]
  writeFileSync(path, JSON.stringify({ success: false, testResults }))
  expect(failuresIn(path)).toEqual(['a.test.ts: adds: expected 1 to be 2', 'b.test.ts: no such module'])
  expect(failuresIn(join(folder, 'nothing.json'))).toEqual([])
})
