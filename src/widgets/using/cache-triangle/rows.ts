/** What is computed to write a text token by token, with a cache of keys and values and without; and how long it takes here. */
import { CourseError } from '../../../core/errors.ts'
import type { CacheTime, CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Rows {
  tokens: number
  /** rows of all tokens that are computed over the whole text */
  without: number
  with: number
}

/** At the t-th token all t rows are computed without a cache, and one with it. */
export const rowsOf = (tokens: number): Rows => ({ tokens, without: (tokens * (tokens + 1)) / 2, with: tokens })

export const readingsOf = ({ tokens, without, with: cached }: Rows): Readings => ({
  tokens,
  without,
  with: cached,
  ratio: without / cached,
})

/** Texts of these lengths are timed, as far as the model's context goes. */
const LENGTHS = [8, 16, 32, 48, 64, 96, 127, 192, 256, 384, 511]

/** @throws CourseError 'not-found' where no model is open yet */
export async function timed(core: CoreApi, handle: ModelHandle | null): Promise<CacheTime[]> {
  if (!handle)
    throw new CourseError(
      'not-found',
      'No model is open yet to be timed.',
      'Wait a moment until the page has opened one, then press again.',
    )
  const { config } = await core.describe(handle)
  return core.cacheTimes(
    handle,
    LENGTHS.filter((length) => length < config.nCtx),
  )
}
