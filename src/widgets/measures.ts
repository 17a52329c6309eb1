/** Every widget's measurement, by id, where its folder has a `measure.ts`; loaded when a challenge or a test asks. */
import type { Measure } from './contract.ts'
import { declared } from './declared.ts'
import { canMeasure, measure } from './frame/measure.ts'

const files = import.meta.glob<Measure>('./*/*/measure.ts', { import: 'measure' })

export const measures: Readonly<Record<string, () => Promise<Measure>>> = {
  ...Object.fromEntries(Object.entries(files).map(([path, load]) => [path.split('/')[2]!, load])),
  ...Object.fromEntries(
    Object.values(declared)
      .filter(canMeasure)
      .map((widget) => [widget.id, async (): Promise<Measure> => (params, world) => measure(widget, params, world)]),
  ),
}
