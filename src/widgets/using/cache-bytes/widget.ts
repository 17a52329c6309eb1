/** Bytes of keys and values at a full context: the open model, GPT-1, GPT-2 XL and GPT-3, with heads that share them or not. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { readingsOf, rowsOf } from './bytes.ts'

export default defineWidget({
  id: 'cache-bytes',
  title: 'Bytes of the cache',
  teaches: 'A cache grows with layers, width and context; heads that share keys and values divide it by how many share.',
  params: {
    /** query heads for each key-value head, at least; 0: all */
    sharing: whole(0, 96),
    /** of a number */
    bytes: choice(['4', '2', '1']),
  },
  defaults: { sharing: 4, bytes: '2' },
  needs: 'device',
  readings: {
    gpt1: 'bytes of GPT-1’s cache at a full context',
    gpt3: 'bytes of GPT-3’s',
    gpt3KeyValueHeads: 'key-value heads that GPT-3 would have',
  },
  derive: ({ sharing, bytes }) => rowsOf(sharing, Number(bytes)),
  readingsOf,
})
