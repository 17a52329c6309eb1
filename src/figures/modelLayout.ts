/** Where each part of the model diagram goes, in pixels, from the sizes and the width at hand. */

export interface DiagramSizes {
  nLayer: number
  nHead: number
  nEmbd: number
  nCtx: number
  nVocab: number
}

export interface BlockBox {
  layer: number
  y: number
}

export interface DiagramLayout {
  width: number
  height: number
  /** centre and thickness of the residual stream's bar */
  stream: { x: number; thickness: number; top: number; bottom: number }
  /** left edge of all boxes */
  boxX: number
  /** pixels of an attention box (width nEmbd) and a feed-forward box (4 nEmbd) */
  attentionWidth: number
  feedForwardWidth: number
  rowHeight: number
  gap: number
  duplicateY: number
  /** drawn blocks, the top one first */
  blocks: BlockBox[]
  /** blocks between the drawn ones that have no room, and where the remark about them goes */
  hidden: { count: number; y: number } | null
  embedY: number
  /** how many pixels one unit of nEmbd is in a feed-forward box */
  perUnit: number
}

/** More blocks than this are drawn as the first and last few with a remark between. */
const MOST = 8
const NUMBERS = 66
const BOX_X = 90

/** The scale's end: the smallest of 160, 320, 640 … that holds the width, so that dragging moves boxes, not the scale. */
export function scaleEnd(nEmbd: number): number {
  let end = 160
  while (end < nEmbd) end *= 2
  return end
}

export function layoutModel({ nLayer, nEmbd }: DiagramSizes, width: number, end = scaleEnd(nEmbd)): DiagramLayout {
  const perUnit = Math.max(0.02, (width - BOX_X - 14 - NUMBERS) / end)
  const shown = nLayer <= MOST ? Array.from({ length: nLayer }, (_, i) => nLayer - 1 - i) : [nLayer - 1, nLayer - 2, nLayer - 3, 2, 1, 0]
  const rowHeight = shown.length > 6 ? 18 : shown.length > 4 ? 20 : 23
  const gap = 7
  const blockHeight = rowHeight * 2 + gap + 14
  const blocks: BlockBox[] = []
  let hidden: DiagramLayout['hidden'] = null
  let y = 84
  for (const layer of shown) {
    const above = blocks.at(-1)
    if (above && above.layer !== layer + 1) {
      hidden = { count: above.layer - layer - 1, y: y + 12 }
      y += 28
    }
    blocks.push({ layer, y })
    y += blockHeight
  }
  const height = y + 66
  return {
    width,
    height,
    stream: { x: 64, thickness: Math.min(14, Math.max(3, nEmbd / 16)), top: 40, bottom: height - 44 },
    boxX: BOX_X,
    attentionWidth: Math.max(8, (nEmbd * perUnit) / 4),
    feedForwardWidth: Math.max(16, nEmbd * perUnit),
    rowHeight,
    gap,
    duplicateY: 54,
    blocks,
    hidden,
    embedY: y + 2,
    perUnit,
  }
}
