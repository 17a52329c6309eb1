/** What each line of the board is called, and what it adds to the one before. */
import type { Board, Place } from './records.ts'

export const RUNG_WORDS: Readonly<Record<Place, { name: string; adds: string }>> = {
  bigram: { name: 'Bigram', adds: 'a table: which character follows which' },
  mlp: { name: 'MLP', adds: 'embeddings, and a fixed window of several characters' },
  rnn: { name: 'RNN', adds: 'a state that is carried along the text' },
  attention: { name: 'One attention layer', adds: 'each place reads from all places before it' },
  gpt: { name: 'GPT-1, small', adds: 'the same block again on top of the first' },
  'n-gram': { name: 'Best n-gram', adds: 'no training: longer rows, counted over all of the text' },
}

/** "1 layer, 64 wide, window 16" */
export function shapeOf({ rungs, counted }: Board, id: Place): string {
  if (id === 'n-gram') return `counts of rows of 1 to ${counted.order} characters`
  if (id === 'bigram') return 'looks back 1 character'
  const { sizes } = rungs.find((rung) => rung.id === id)!
  const layers = `${sizes.nLayer} ${sizes.nLayer === 1 ? 'layer' : 'layers'}`
  return `${layers}, ${sizes.nEmbd} wide, window ${sizes.nCtx}`
}
