/** `npm run faults`: runs the tests of all faults, or of those whose names contain the words that are given, and prints the table. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../../support/browser.ts'
import { faults, NOT_BUILT } from './faults.ts'
import { outcomesOf, rowsOf, tableOf, tallyRows } from './table.ts'

const words = process.argv.slice(2)
const chosen = faults.filter(({ fault }) => words.length === 0 || words.some((word) => fault.includes(word)))
if (chosen.length === 0) {
  console.error(`No fault has ${words.join(' or ')} in its name. There are:\n${faults.map(({ fault }) => `  ${fault}`).join('\n')}`)
  process.exit(2)
}

/** Whether a test in Node needs a device, Vitest's config knows. */
const PROJECTS = { full: ['full'], e2e: ['e2e'], dom: ['dom'], node: ['unit', 'contract'] } as const
const kinds = Object.keys(PROJECTS) as (keyof typeof PROJECTS)[]
const kindOf = (file: string): keyof typeof PROJECTS =>
  file.startsWith('tests/full/') ? 'full' : file.startsWith('tests/e2e/') ? 'e2e' : file.endsWith('.tsx') ? 'dom' : 'node'
const literal = (title: string) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const reports = mkdtempSync(join(tmpdir(), 'pathway-faults-'))
const shown = chosen.flatMap(({ tests }) => tests)
const env = { ...process.env, CHROME_PATH: findBrowser() }
for (const kind of kinds) {
  const own = shown.filter(([file]) => kindOf(file) === kind)
  if (own.length === 0) continue
  const files = [...new Set(own.map(([file]) => file))]
  const titles = [...new Set(own.map(([, title]) => literal(title)))].join('|')
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, kind)}`, '-t', titles]
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  spawnSync(process.execPath, [vitest, 'run', ...PROJECTS[kind].flatMap((name) => ['--project', name]), ...files, ...options], {
    stdio: 'inherit',
    env,
  })
}
const rows = rowsOf(chosen, outcomesOf(kinds.map((kind) => join(reports, kind))))
rmSync(reports, { recursive: true })
console.log(`\n${tableOf(rows)}\n\nNot built, so that nothing can break there: ${NOT_BUILT.join('; ')}.`)
process.exitCode = tallyRows(rows).failed === 0 ? 0 : 1
