/** How alike near and far places are in both tables. */
import type { Measure } from '../../contract.ts'
import type { PositionTablesParams } from './meta.ts'
import { readingsOf, tablesOf } from './tables.ts'

export const measure: Measure<PositionTablesParams> = async (_, { core, handle, model }) => readingsOf(await tablesOf(core, handle, model))
