/** The parameters that a map draws, as fine as they are looked at: read when the model's weights change, and pooled by the worker where there are many. */
import type { PlainError } from '../../core/errors.ts'
import type { Numbers } from '../../figures/map/data.ts'
import { weightsIn } from '../../figures/map/tensorsOf.ts'
import type { Scene } from '../../figures/map/scene.ts'
import { core } from '../../session/index.ts'
import type { CoreApi, ModelHandle, PooledReading } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'

/** Cells to a side of a tensor; of a model so large that all of it would not cross to the page at once, fewer. */
const FINE = 1024
const COARSE = 192
const LARGE = 4_000_000

const NONE: ReadonlyMap<string, Numbers> = new Map()

export interface WeightsAsked {
  handle: ModelHandle | null
  version: string
  parameters: number
  scene: Scene
  /** what changed from there */
  since?: ModelHandle
}

export function useWeights({ handle, version, parameters, scene, since }: WeightsAsked): {
  weights: ReadonlyMap<string, Numbers>
  error: PlainError | null
} {
  const shapes = shapesIn(scene)
  const { value, error } = useComputed(handle && shapes.length > 0 ? () => readWeights(core, handle, shapes, parameters, since) : null, [
    version,
    since?.id,
    since?.step,
    shapes.map(({ name }) => name).join(),
  ])
  return { weights: value ?? NONE, error }
}

export interface WeightShape {
  name: string
  rows: number
  columns: number
}

/** Of each parameter, as many rows and columns as its heat maps show together. */
export function shapesIn(scene: Scene): WeightShape[] {
  return weightsIn(scene).map((name) => {
    const items = scene.tensors.filter((item) => item.kind === 'weight' && item.name === name)
    return {
      name,
      rows: Math.max(...items.map(({ rows }) => rows[1])),
      columns: Math.max(...items.map(({ columns }) => columns[1])),
    }
  })
}

export async function readWeights(
  api: Pick<CoreApi, 'pooledWeights'>,
  handle: ModelHandle,
  shapes: readonly WeightShape[],
  parameters: number,
  since?: ModelHandle,
): Promise<ReadonlyMap<string, Numbers>> {
  const most = parameters > LARGE ? COARSE : FINE
  const asked = shapes.map(({ name }) => ({ name, rows: most, columns: most }))
  const read = await api.pooledWeights(handle, asked, since)
  return new Map(read.map((each, i) => [each.name, numbersOf(each, shapes[i]!)]))
}

const numbersOf = ({ data, rows, columns }: PooledReading, of: WeightShape): Numbers => ({
  data,
  rows,
  width: columns,
  of: { rows: of.rows, columns: of.columns },
})
