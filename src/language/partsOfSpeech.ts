/** Names of the universal parts of speech (Universal Dependencies, version 2), and which of them carry content. */
import type { PartOfSpeech } from './wink.ts'

export const POS_NAMES: Readonly<Record<PartOfSpeech, string>> = {
  ADJ: 'adjective',
  ADP: 'preposition',
  ADV: 'adverb',
  AUX: 'auxiliary verb',
  CCONJ: 'coordinating conjunction',
  DET: 'determiner',
  INTJ: 'interjection',
  NOUN: 'noun',
  NUM: 'number',
  PART: 'particle',
  PRON: 'pronoun',
  PROPN: 'proper noun',
  PUNCT: 'punctuation',
  SCONJ: 'subordinating conjunction',
  SYM: 'symbol',
  VERB: 'verb',
  X: 'other',
  SPACE: 'blank',
}

/** Open classes: a language gets new words of these every year. */
export const isContent = (pos: PartOfSpeech): boolean => ['ADJ', 'ADV', 'INTJ', 'NOUN', 'PROPN', 'VERB', 'NUM'].includes(pos)
