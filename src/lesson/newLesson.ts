/** `npm run new:lesson <part>/<slug> "Title"`: writes the skeleton of a lesson. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { compileCurriculum } from './build/curriculum.ts'
import { suggest } from './compile/problem.ts'
import { skeleton } from './compile/skeleton.ts'

/** @returns what is wrong with the arguments, or null */
function write([id = '', title = '']: readonly string[]): string | null {
  const [, part, slug] = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(id) ?? []
  if (!part || !slug || !title) return 'Say which: npm run new:lesson -- transformer/causal-mask "Why the future is hidden"'
  const { parts, lessons } = compileCurriculum(process.cwd(), {})
  const slugs = parts.map((each) => each.slug)
  if (!slugs.includes(part)) return `There is no part "${part}"${suggest(part, slugs)}.`
  const file = `curriculum/${part}/${slug}.md`
  if (existsSync(file)) return `${file} is already there.`
  const order = Math.max(0, ...lessons.filter((lesson) => lesson.part === part).map((lesson) => lesson.order)) + 1
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, skeleton({ part, slug, title, order }))
  console.log(
    `${file} is a draft: write it, see it with "npm run dev", check it with "npm run check:lessons", then take "draft: true" away.`,
  )
  return null
}

const wrong = write(process.argv.slice(2))
if (wrong) console.error(wrong)
process.exitCode = wrong ? 1 : 0
