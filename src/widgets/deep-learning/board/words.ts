/** What each rung is called, and what it adds to the one before. */
import type { RungId } from './records.ts'
import type { Rung } from './records.ts'

export const RUNG_WORDS: Readonly<Record<RungId, { name: string; adds: string }>> = {
  bigram: { name: 'Bigram', adds: 'a table: which character follows which' },
  mlp: { name: 'MLP', adds: 'embeddings, and a fixed window of several characters' },
  rnn: { name: 'RNN', adds: 'a state that is carried along the text' },
  attention: { name: 'One attention layer', adds: 'each place reads from all places before it' },
  gpt: { name: 'GPT-1, small', adds: 'the same block again on top of the first' },
}

/** "1 layer, 64 wide, window 16" */
export function shapeOf({ id, sizes }: Rung): string {
  if (id === 'bigram') return 'looks back 1 character'
  const layers = `${sizes.nLayer} ${sizes.nLayer === 1 ? 'layer' : 'layers'}`
  return `${layers}, ${sizes.nEmbd} wide, window ${sizes.nCtx}`
}
