/** What a tuning begins with: nothing, the base's embeddings, or some of its blocks as well; and with or without the auxiliary objective. */

export interface Row {
  from: 'base' | 'nothing'
  /** blocks that are taken over, from the first; 0: the embeddings alone */
  transferred: number
  auxiliary: 'with' | 'without'
}

export type View = 'table' | 'layers'

const all = (layers: number): Row => ({ from: 'base', transferred: layers, auxiliary: 'with' })
const NOTHING: Row = { from: 'nothing', transferred: 0, auxiliary: 'with' }

/** Of the paper's table 5, what can be done with one architecture; of its figure 2, left, a row for each number of blocks. */
export const rowsOf = (layers: number, view: View): readonly Row[] =>
  view === 'table'
    ? [all(layers), NOTHING, { ...all(layers), auxiliary: 'without' }]
    : [NOTHING, ...Array.from({ length: layers + 1 }, (_, transferred): Row => ({ ...all(layers), transferred }))]

/** One name for a row, wherever it stands. */
export const nameOf = ({ from, transferred, auxiliary }: Row): string =>
  `${from === 'nothing' ? 'nothing' : transferred}${auxiliary === 'with' ? '' : ' alone'}`

export function labelOf({ from, transferred, auxiliary }: Row, layers: number, view: View): string {
  if (from === 'nothing') return 'no pre-training'
  if (auxiliary === 'without') return 'no auxiliary LM'
  if (view === 'table') return 'full'
  if (transferred === 0) return 'embeddings'
  return `${transferred === layers ? 'all ' : ''}${transferred} block${transferred === 1 ? '' : 's'}`
}
