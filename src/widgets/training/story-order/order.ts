/** A model reads a story as it was written and with its sentences shuffled: what each sentence costs it in either order. */
import { sentencesOf, shuffledOrder } from '../../../experiments/sentences.ts'
import { toBits } from '../../../ui/format.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface ReadSentence {
  /** from 0, as the story was written */
  written: number
  tokens: readonly string[]
  /** of each token, bits */
  bits: Float64Array
  sum: number
}

export interface BothOrders {
  /** in the order in which they were read */
  inOrder: readonly ReadSentence[]
  shuffled: readonly ReadSentence[]
}

/** A story begins after an empty line, so that its first letter is predicted too. */
const BEFORE = '\n\n'

export async function readBothOrders(core: CoreApi, handle: ModelHandle, text: string, seed: number): Promise<BothOrders> {
  const sentences = sentencesOf(text)
  const written = sentences.map((_, i) => i)
  const read = (order: readonly number[]) => readStory(core, handle, sentences, order)
  return { inOrder: await read(written), shuffled: await read(shuffledOrder(sentences.length, seed)) }
}

async function readStory(
  core: CoreApi,
  handle: ModelHandle,
  sentences: readonly string[],
  order: readonly number[],
): Promise<ReadSentence[]> {
  const { targets, tensors } = await core.probe(handle, BEFORE + order.map((i) => sentences[i]).join(' '), ['losses'])
  const losses = tensors[0]!.data
  const read: ReadSentence[] = []
  // Of a story longer than the context only its end was read: sentences are taken from there.
  let at = targets!.length
  for (const written of [...order].reverse()) {
    const length = Array.from(sentences[written]!).length
    let characters = 0
    const end = at
    while (at > 0 && characters < length) characters += Array.from(targets![--at]!).length
    if (characters < length) break
    const bits = Float64Array.from(losses.slice(at, end), (nats) => toBits(nats))
    read.unshift({ written, tokens: targets!.slice(at, end), bits, sum: bits.reduce((sum, each) => sum + each, 0) })
    // the blank before it
    if (at > 0 && targets![at - 1] === ' ') at--
  }
  return read
}

const perCharacter = (read: readonly ReadSentence[]): number => {
  const characters = read.reduce((sum, { tokens }) => sum + Array.from(tokens.join('')).length, 0)
  return read.reduce((sum, each) => sum + each.sum, 0) / Math.max(1, characters)
}

export function readingsOf({ inOrder, shuffled }: BothOrders): Readings {
  return {
    sentences: inOrder.length,
    inOrder: perCharacter(inOrder),
    shuffled: perCharacter(shuffled),
    times: perCharacter(shuffled) / perCharacter(inOrder),
  }
}
