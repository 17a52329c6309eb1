/** A scene while it is laid out: parts come from what is put in it. */
import type { Box, Flow, Mark, Part, Place, Scene, TensorItem, Word } from './scene.ts'

export class Draft {
  readonly tensors: TensorItem[] = []
  readonly flows: Flow[] = []
  readonly marks: Mark[] = []
  readonly words: Word[] = []
  readonly parts: Part[] = []

  /** A heat map that is a part of its own. */
  put(item: TensorItem, name: string, { size, opens }: { size?: string; opens?: Place } = {}): void {
    this.tensors.push(item)
    this.parts.push({ id: item.part, name, box: item.box, size, opens })
  }

  part(id: string, name: string, box: Box, opens?: Place): void {
    this.parts.push({ id, name, box, opens })
  }

  flow(flow: Flow): void {
    this.flows.push(flow)
  }

  mark(mark: Mark): void {
    this.marks.push(mark)
  }

  word(word: Word): void {
    this.words.push(word)
  }

  done(rest: Pick<Scene, 'width' | 'height' | 'columns' | 'line' | 'list' | 'lead' | 'scale'>): Scene {
    const { tensors, flows, marks, words, parts } = this
    return { tensors, flows, marks, words, parts, ...rest }
  }
}
