/** Where each token's band stands in each column: kept ones from the top, cut ones below them. */
import { type Chain, COLUMNS, cutAt, type Row, WARM } from './chain.ts'

export interface Band {
  y: number
  height: number
  cut: boolean
}

export interface Stream {
  /** null: all tokens that are too rare for a band of their own */
  row: Row | null
  count: number
  /** by column, the dice's last; null where it has no share */
  bands: (Band | null)[]
}

/** Bands thinner than this have no name and share one. */
const THIN = 3
const MOST = 60

/**
 * Heights of all columns are `height`. Up to the temperature a column has its own shares; after it tokens keep the temperature's, so
 * that the cut is seen climbing, and the last column, the dice's, stretches what is left over the whole height.
 */
export function streamsOf({ rows }: Pick<Chain, 'rows'>, height: number): Stream[] {
  const columns = COLUMNS.length + 1
  const heightIn = (row: Row, column: number) => height * shareIn(row, column)
  const tall = rows.findLastIndex((row) => Array.from({ length: columns }, (_, column) => heightIn(row, column)).some((h) => h >= THIN))
  const named = rows.slice(0, Math.min(MOST, tall + 1))
  const rest = rows.slice(named.length)
  const isCut = (row: Row, column: number) => column > WARM && (cutAt(row) ?? columns) <= column
  const restKept = rest.filter((row) => !isCut(row, columns - 1))
  const restCut = rest.filter((row) => isCut(row, columns - 1))
  const groups = [...named.map((row) => [row]), restKept, restCut].filter((group) => group.length > 0)
  const streams: Stream[] = groups.map((group) => ({
    row: named.includes(group[0]!) ? group[0]! : null,
    count: group.length,
    bands: Array.from({ length: columns }, () => null),
  }))
  for (let column = 0; column < columns; column++) {
    const places = groups.map((group, i) => ({
      i,
      height: group.reduce((sum, row) => sum + heightIn(row, column), 0),
      cut: group.every((row) => isCut(row, column)),
      rest: streams[i]!.row === null,
      first: group[0]!,
    }))
    // The model's own order differs where a penalty has changed it.
    if (column === 0) places.sort((a, b) => Number(a.rest) - Number(b.rest) || b.first.logit - a.first.logit || a.i - b.i)
    else places.sort((a, b) => Number(a.cut) - Number(b.cut) || a.i - b.i)
    let y = 0
    for (const place of places) {
      const lost = column === columns - 1 && place.cut
      if (place.height > 0 && !lost) streams[place.i]!.bands[column] = { y, height: place.height, cut: place.cut }
      if (!lost) y += place.height
    }
  }
  return streams
}

/** The last column has what is kept; the cut ones before it have the temperature's shares. */
const shareIn = (row: Row, column: number): number =>
  column === COLUMNS.length ? row.kept : column > WARM ? row.stages[WARM]! : row.stages[column]!
