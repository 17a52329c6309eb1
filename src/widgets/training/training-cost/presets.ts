/** Runs to set the sliders to. */
import { fact } from '../../../facts/facts.ts'

/** A byte pair of GPT-1 is mostly a whole word, so a word of BooksCorpus is taken as one token. */
const BOOKS_TOKENS = fact('books.words')

/** A power of ten as the slider has it. */
const tens = (tokens: number): number => Number(Math.log10(tokens).toFixed(2))

export const PRESETS = [
  {
    name: 'the course’s model',
    /** 14,000 steps of 8 · 128 tokens, as its card says */
    params: { layers: 4, width: 128, context: 128, vocabulary: 92, tokens: tens(14_000 * 8 * 128) },
  },
  {
    name: 'GPT-1',
    params: {
      layers: fact('gpt1.layers'),
      width: fact('gpt1.width'),
      context: fact('gpt1.context'),
      vocabulary: fact('gpt1.vocabulary'),
      tokens: tens(fact('gpt1.epochs') * BOOKS_TOKENS),
    },
  },
  {
    name: 'GPT-3',
    params: {
      layers: fact('gpt3.layers'),
      width: fact('gpt3.width'),
      context: fact('gpt3.context'),
      vocabulary: fact('gpt3.vocabulary'),
      tokens: tens(fact('gpt3.tokens')),
    },
  },
] as const
