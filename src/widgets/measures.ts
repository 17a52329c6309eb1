/** Every widget's measurement, by id, where its folder has a `measure.ts`; loaded when a challenge or a test asks. */
import type { Measure } from './contract.ts'

const files = import.meta.glob<Measure>('./*/*/measure.ts', { import: 'measure' })

export const measures: Readonly<Record<string, () => Promise<Measure>>> = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [path.split('/')[2]!, load]),
)
