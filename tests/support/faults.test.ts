/** The list of faults names tests that are there, and the table says what became of them. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { faults } from '../full/faults/faults.ts'
import { rowsOf, tableOf, tallyRows } from '../full/faults/table.ts'

it.each(faults.flatMap(({ fault, tests }) => tests.map(([file, title]) => [fault, title, file])))('%s: "%s" is in %s', (_, title, file) => {
  expect(readFileSync(file!, 'utf8')).toContain(title)
})

it('each fault has a name of its own, and says what was done, seen and kept', () => {
  expect(new Set(faults.map(({ fault }) => fault)).size).toBe(faults.length)
  for (const { injected, seen, kept, tests } of faults) {
    expect([injected, seen, kept].every((words) => words.length > 2)).toBe(true)
    expect(tests.length).toBeGreaterThan(0)
  }
})

it('a fault is survived where all of its tests passed, and only there', () => {
  const fault = (name: string, ...titles: string[]) => ({
    fault: name,
    injected: 'i',
    seen: 's',
    kept: 'k',
    tests: titles.map((title) => ['a.test.ts', title] as const),
  })
  const outcome = (title: string, status: string) => ({ file: 'a.test.ts', title: `around ${title} 1`, status })
  const outcomes = [outcome('good', 'passed'), outcome('each', 'passed'), outcome('each', 'failed'), outcome('left', 'skipped')]
  const rows = rowsOf([fault('A', 'good'), fault('B', 'good', 'each'), fault('C', 'good', 'left'), fault('D', 'gone')], outcomes)
  expect(rows.map(({ state }) => state)).toEqual(['shown', 'failed', 'not run', 'not run'])
  expect(tallyRows(rows)).toEqual({ passed: 1, failed: 3, skipped: 0 })
  expect(tableOf(rows)).toContain('| B | i | s | k | failed |')
})
