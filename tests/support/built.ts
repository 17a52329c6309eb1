/** The built course that end-to-end tests open: built where it is missing, or where a source is newer than it. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

/** What the build is made of; packages change with the lock file. */
const SOURCES = ['src', 'curriculum', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name)

/** When the youngest of these files, and of the files and folders in them, was changed: ms. A folder changes with what is taken out of it. */
export function changedAt(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(path)
      const inside = stat.isDirectory() ? readdirSync(path).filter((name) => !isTest(name)) : []
      return Math.max(stat.mtimeMs, changedAt(inside.map((name) => join(path, name))))
    }),
  )
}

/** Whether `page` stands for a build of `sources` as they are now. */
export function isFresh(page: string, sources: readonly string[]): boolean {
  const built = statSync(page, { throwIfNoEntry: false })
  return built !== undefined && built.mtimeMs > changedAt(sources)
}

/**
 * Builds `dist` unless it is what the sources give, in a process of its own: React is loaded once as development has it and once as
 * production does, and a build renders the first pages with it.
 * @throws where the build fails, whose own words are on the terminal by then
 */
export function ensureBuilt(): void {
  const page = 'dist/index.html'
  if (isFresh(page, SOURCES)) return
  const began = new Date()
  const { status, error } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw error ?? new Error(`vite build ended with ${status}: what it says above is to be mended first.`)
  // What was changed while it was under way is not in it.
  utimesSync(page, began, began)
}
