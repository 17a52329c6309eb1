/** What Vitest's reports say of the faults: a row each, with whether its tests ran and passed. */
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Tally } from '../../support/tally.ts'
import type { Fault, Shown } from './faults.ts'

export interface Outcome {
  file: string
  /** with the titles of the blocks around it */
  title: string
  status: string
}

/** Every test of those reports of `vitest --reporter=json` that are there. */
export function outcomesOf(reports: readonly string[], root = process.cwd()): Outcome[] {
  return reports.filter(existsSync).flatMap((path) => {
    const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as {
      testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[]
    }
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({ file: relative(root, name).replaceAll('\\', '/'), title: fullName, status })),
    )
  })
}

export type State = 'shown' | 'failed' | 'not run'

/** Shown where a test of that name has passed, and none has failed. */
export function stateOf([file, title]: Shown, outcomes: readonly Outcome[]): State {
  const own = outcomes.filter((outcome) => outcome.file === file && outcome.title.includes(title))
  if (own.some(({ status }) => status === 'failed')) return 'failed'
  return own.some(({ status }) => status === 'passed') ? 'shown' : 'not run'
}

const worst = (states: readonly State[]): State => (states.includes('failed') ? 'failed' : states.includes('not run') ? 'not run' : 'shown')

export interface Row extends Fault {
  state: State
}

export const rowsOf = (faults: readonly Fault[], outcomes: readonly Outcome[]): Row[] =>
  faults.map((fault) => ({ ...fault, state: worst(fault.tests.map((test) => stateOf(test, outcomes))) }))

/** A fault whose tests did not run was not shown to be survived. */
export const tallyRows = (rows: readonly Row[]): Tally => ({
  passed: rows.filter(({ state }) => state === 'shown').length,
  failed: rows.filter(({ state }) => state !== 'shown').length,
  skipped: 0,
})

/** In Markdown. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| fault | injected | seen | kept | |',
    '|---|---|---|---|---|',
    ...rows.map(({ fault, injected, seen, kept, state }) => `| ${fault} | ${injected} | ${seen} | ${kept} | ${state} |`),
  ].join('\n')
