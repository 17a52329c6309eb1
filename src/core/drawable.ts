/** Which tokens of a table a text may be written with: asked by the device's kernels and by the host alike. */

/** A table may be longer than its tokenizer, and nobody wants to read "unknown". */
export interface Drawable {
  /** the ids below this one have a token */
  tokens: number
  /** the id that stands for the unknown; −1 where there is none */
  never: number
}

/** Whether the token may be drawn. */
export const isDrawable = (id: number, { tokens, never }: Drawable): boolean => id < tokens && id !== never
