/** A text for as long as something takes: bundled with the course, or one's own, which is removed again. */
import type { CoreApi, TextChoice, TextInfo } from '../worker/protocol.ts'

export type { TextChoice }

/** Hands the text to `use`; null is the first text of the course. An own text that was not there before is gone afterwards, whatever came. */
export async function withText<T>(core: CoreApi, text: TextChoice | null, use: (info: TextInfo) => Promise<T>): Promise<T> {
  const had = await core.texts()
  if (text === null) return use(had[0]!)
  if ('id' in text) return use(await core.textInfo({ kind: 'bundled', id: text.id }))
  const info = await core.addText('Text of an experiment', text.own)
  try {
    return await use(info)
  } finally {
    if (!had.some(({ ref }) => ref.id === info.ref.id)) await core.removeText(info.ref)
  }
}
