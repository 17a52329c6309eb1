/** A new widget's folder is whole, lands where it is asked for, and is what the README shows. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { skeleton } from './frame/skeleton.ts'
import { newWidget } from './newWidget.ts'

const root = mkdtempSync(join(tmpdir(), 'pathway-widget-'))
afterAll(() => rmSync(root, { recursive: true }))
for (const folder of ['frame', 'transformer/reach']) mkdirSync(join(root, 'src/widgets', folder), { recursive: true })

test('a folder with its declaration, its view, its test and its README is written', () => {
  expect(newWidget(root, ['transformer/token-surprise'])).toEqual({ folder: 'src/widgets/transformer/token-surprise' })
  const folder = join(root, 'src/widgets/transformer/token-surprise')
  expect(readdirSync(folder).sort()).toEqual(['README.md', 'TokenSurprise.test.tsx', 'View.tsx', 'widget.ts'])
  for (const [name, text] of Object.entries(skeleton('token-surprise'))) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})

test.each([
  ['x', 'Say which part'],
  ['Transformer/Surprise', 'Say which part'],
  ['language/reach', 'There is a widget "reach" already, in src/widgets/transformer/reach'],
  ['frame/new', '"frame" is no part'],
])('%s is refused, and nothing is written', (path, said) => {
  expect(newWidget(root, [path])).toEqual({ wrong: expect.stringContaining(said) })
})

test('the README shows a new widget as it is written', () => {
  const section = readFileSync('README.md', 'utf8').split('\n## How to make a figure\n')[1]!
  const files = skeleton('token-surprise')
  for (const name of ['widget.ts', 'View.tsx']) expect(section).toContain(`\`\`\`tsx\n${files[name]}\`\`\``)
})
