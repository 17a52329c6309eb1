/** The PyTorch project's templates in Node, read from this folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEMPLATES, type Templates } from './project.ts'

export const readTemplates = (): Templates =>
  Object.fromEntries(TEMPLATES.map((name) => [name, readFileSync(join(import.meta.dirname, name), 'utf8')])) as Templates
