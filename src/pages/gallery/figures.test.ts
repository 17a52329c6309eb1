/** No figure is left out of the gallery. */
import { expect, it } from 'vitest'
import { importsOf, sources } from '../../../tests/support/imports.ts'
import { FIGURES } from './figures.tsx'

it('shows every figure that something outside of src/figures draws', () => {
  const used = sources('src')
    .filter((path) => !path.startsWith('src/figures/') && !path.startsWith('src/pages/gallery/'))
    .flatMap((path) => importsOf(path))
    .flatMap(({ to, typeOnly }) => (typeOnly ? [] : (/^src\/figures\/([A-Z]\w*)\.tsx$/.exec(to)?.[1] ?? [])))
  expect(used.length).toBeGreaterThan(5)
  expect([...new Set(used)].filter((name) => !FIGURES[name])).toEqual([])
})
