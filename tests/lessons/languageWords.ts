/** Numeric answers of the lessons on stems, lemmas, parts of speech and names. */
import { judge } from '../../src/widgets/language/stem-bench/families.ts'
import { scoresOf } from '../../src/widgets/language/entity-spans/spans.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'language/stemming#pairs': () => judge(['a', 'b', 'c', 'd', 'e'].map((word) => ({ word, lemma: word, stem: 'one' }))).pairs.stem,
  'language/part-of-speech#product': () => (0.3 * 0.3) / 0.1,
  'language/part-of-speech#sentence': () => 100 * 0.9 ** 10,
  'language/named-entities#f1': () => scoresOf({ right: 6, wrong: 8 - 6, missed: 10 - 6 }).f1,
}
