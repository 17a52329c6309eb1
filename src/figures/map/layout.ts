/** The scene of any model that the core reads. */
import { familyOf } from '../../core/config/variant.ts'
import { type LayoutInput, layoutModel } from './layoutModel.ts'
import type { Scene } from './scene.ts'

export function layoutMap(input: LayoutInput): Scene {
  switch (familyOf(input.config)) {
    case 'gpt':
      return layoutModel(input)
    default:
      return layoutModel(input)
  }
}
