/** The scene of any model that the core reads, whole or with a part of it open. */
import { familyOf } from '../../core/config/variant.ts'
import { layoutHead } from './layoutHead.ts'
import { type LayoutInput, layoutModel } from './layoutModel.ts'
import { layoutNarrow } from './layoutNarrow.ts'
import { layoutOpened } from './layoutOpened.ts'
import { layoutOther } from './layoutOther.ts'
import type { Place, Scene } from './scene.ts'

/** Below this a map has its stem at the left and folds its blocks. */
export const NARROW = 880

/** @param open the block or the head that is open; what the model does not have counts as nothing */
export function layoutMap(input: LayoutInput, open: Place = {}): Scene {
  const { config, frame } = input
  const layer = open.layer !== undefined && open.layer < config.nLayer ? open.layer : null
  if (familyOf(config) !== 'gpt') return layoutOther(input)
  if (layer !== null && open.head !== undefined && open.head < config.nHead) return layoutHead(input, layer, open.head)
  if (frame.width < NARROW) return layoutNarrow(input, layer)
  return layer === null ? layoutModel(input) : layoutOpened(input, layer)
}

/** "2.1" → block 2, head 1 */
export function placeOf(open: string | undefined): Place {
  const [layer, head] = (open ?? '').split('.').map((each) => (each === '' ? undefined : Number(each)))
  return { layer, head }
}

export const placeText = ({ layer, head }: Place): string => [layer, head].filter((each) => each !== undefined).join('.')
