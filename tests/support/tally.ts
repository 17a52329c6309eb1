/** Counts what passed, failed and was skipped, from commands and from Vitest's reports. */
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const one = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

interface VitestReport {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[]
  }[]
}

/**
 * Reads a report of `vitest --reporter=json`.
 * A file that broke before its tests ran counts as one failure, and so does a run that left no report or
 * that Vitest itself calls failed (an error outside any test, say).
 */
export function tallyVitest(path: string, exitCode: number | null): Tally {
  if (!existsSync(path)) return one(false)
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  const total: Tally = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report.testResults) {
    const failedBefore = total.failed
    for (const { status } of file.assertionResults) {
      if (status === 'passed') total.passed++
      else if (status === 'failed') total.failed++
      else total.skipped++
    }
    if (file.status === 'failed' && total.failed === failedBefore) total.failed++
  }
  if ((exitCode !== 0 || !report.success) && total.failed === 0) total.failed++
  return total
}

export const sentence = ({ passed, failed, skipped }: Tally): string => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** What failed in a report of Vitest's, a line each: the file, the test, and the first line of why. Empty where there is no report. */
export function failuresIn(path: string): string[] {
  if (!existsSync(path)) return []
  const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [`${file}: ${firstLine(message)}`]
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages?.[0])}`)
  })
}

const firstLine = (text = ''): string => text.split('\n', 1)[0]!
