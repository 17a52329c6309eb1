/** How the open model's heads differ on a text. */
import type { Measure } from '../../contract.ts'
import { lastTokens } from '../../shared/attention.ts'
import { headsOf, readingsOf } from './heads.ts'
import type { HeadGalleryParams } from './meta.ts'

export const measure: Measure<HeadGalleryParams> = async ({ text }, world) =>
  readingsOf(headsOf(await world.core.attention(world.handle, lastTokens(text ?? world.text))))
