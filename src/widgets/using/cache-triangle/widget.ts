/** Two triangles of rows, all that is computed without a cache and what is left of it with one, and both timed on this device. */
import type { CacheTime } from '../../../worker/protocol.ts'
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { readingsOf, rowsOf, timed } from './rows.ts'

export default defineWidget({
  id: 'cache-triangle',
  title: 'What the cache saves',
  teaches: 'Without a cache each new token computes all rows before it again; with one, a row for each token is enough.',
  params: { tokens: whole(2, 48) },
  defaults: { tokens: 16 },
  shown: ['tokens'],
  needs: 'device',
  readings: {
    tokens: 'tokens of the text',
    without: 'rows that are computed without a cache',
    with: 'rows that are computed with it',
    ratio: 'how many times as many without',
  },
  derive: () => ({ times: null as CacheTime[] | null }),
  run: async (_, { core, handle }) => ({ times: (await timed(core, handle)) as CacheTime[] | null }),
  readingsOf: (_, { tokens }) => readingsOf(rowsOf(tokens)),
})
