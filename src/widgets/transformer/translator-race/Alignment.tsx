/** Cross-attention on one sentence, with what is read beyond the source's end in a column of its own. */
import { AlignmentMap } from '../../../figures/AlignmentMap.tsx'
import type { Translation } from '../../../worker/protocol.ts'

export function Alignment({ translation: { source, words, shares } }: { translation: Translation }) {
  if (!shares) return null
  /** Places after the source's end hold the token that fills a row up; they are read too. */
  const rest = (row: readonly number[]) => row.slice(source.length).reduce((sum, x) => sum + x, 0)
  return (
    <AlignmentMap
      caption="which source words each written word reads, cross-attention, mean of the heads"
      columns={[...source, 'fill']}
      words={words}
      shares={shares.map((row) => [...row.slice(0, source.length), rest(row)])}
    />
  )
}
