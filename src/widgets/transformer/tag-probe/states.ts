/** What a model holds at the last letter of every word of a text: a vector after the embedding and after each block. */
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import type { Token } from '../../../language/wink.ts'

export interface Word {
  text: string
  tag: string
  /** which window of the text it was read in; words of one window are never parted */
  window: number
}

export interface States {
  words: Word[]
  /** numbers in a vector */
  width: number
  /** of each depth, the embedding first: [words, width] row-major */
  depths: Float32Array[]
}

/** The tensors that hold a depth's vectors: after the embedding, and after each block, however it is built. */
export async function depthNames(core: CoreApi, handle: ModelHandle, { config }: ModelSummary, text: string): Promise<string[]> {
  const has = new Set((await core.tensorNames(handle, text)).map(({ name }) => name))
  const after = (layer: number) =>
    [`h.${layer}.mlp.sum`, `h.${layer}.ln_2`, `h.${layer}.ln_2.sum`, `h.${layer}.state`].find((name) => has.has(name))
  const blocks = Array.from({ length: config.nLayer }, (_, layer) => after(layer))
  if (!has.has('embed') || blocks.some((name) => name === undefined))
    throw {
      code: 'bad-config',
      message: 'This figure reads a vector after each layer, and the open model has none that belongs to one token.',
      hint: 'Open the course’s model, or train a GPT or an RNN.',
    }
  return ['embed', ...(blocks as string[])]
}

/** Reads the text in windows of the model's context, each beginning with a word. */
export async function statesOf(
  core: CoreApi,
  handle: ModelHandle,
  model: ModelSummary,
  text: string,
  tokens: readonly Token[],
  report: (share: number) => void = () => {},
): Promise<States> {
  const words: Word[] = []
  const rows = Array.from({ length: model.config.nLayer + 1 }, (): Float32Array[] => [])
  let names: string[] | null = null
  for (const [window, { from, to }] of windowsOf(text, tokens, model.config.nCtx).entries()) {
    const piece = text.slice(from, to)
    names ??= await depthNames(core, handle, model, piece)
    const { tokens: read, tensors } = await core.probe(handle, piece, names)
    const places = placesOf(read, piece)
    for (const { start, text: word, pos, isWord } of tokens) {
      if (!isWord || start < from || start + word.length > to) continue
      const at = places[start + word.length - 1 - from]
      if (at === undefined) continue
      words.push({ text: word, tag: pos, window })
      for (const [depth, { shape, data }] of tensors.entries()) {
        const width = shape.at(-1)!
        rows[depth]!.push(data.slice(at * width, (at + 1) * width))
      }
    }
    report(to / text.length)
  }
  const width = rows[0]![0]?.length ?? 0
  return { words, width, depths: rows.map((all) => joined(all, width)) }
}

function joined(rows: readonly Float32Array[], width: number): Float32Array {
  const all = new Float32Array(rows.length * width)
  for (const [i, row] of rows.entries()) all.set(row, i * width)
  return all
}

/** Stretches of at most so many characters that begin with a word and end behind one. */
function windowsOf(text: string, tokens: readonly Token[], most: number): { from: number; to: number }[] {
  const windows: { from: number; to: number }[] = []
  let [from, to] = [0, 0]
  for (const { start, text: word } of tokens) {
    const end = start + word.length
    if (end - from > most) {
      if (to > from) windows.push({ from, to })
      from = start
    }
    to = end
  }
  if (to > from && to <= text.length) windows.push({ from, to })
  return windows
}

/** For every character of the window the token that ends there; none where the window was cropped. */
function placesOf(tokens: readonly string[], text: string): (number | undefined)[] {
  const places = new Array<number | undefined>(text.length)
  let end = text.length
  for (let i = tokens.length - 1; i >= 0 && end > 0; i--) {
    places[end - 1] = i
    end -= text.endsWith(tokens[i]!, end) ? tokens[i]!.length : 1
  }
  return places
}
