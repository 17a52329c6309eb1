import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tallyVitest } from './tally.ts'

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
