/** wink-nlp's tags for the hand-tagged sentences, each read alone. */
import type { Measure } from '../../contract.ts'
import { readTokens } from '../../../language/wink.ts'
import { type Judged, judge, parseTagged, score } from './score.ts'
import { TAGGED } from './tagged.ts'

export const judgeAll = (): Promise<Judged[][]> =>
  Promise.all(TAGGED.map(async (line) => judge(line, await readTokens(parseTagged(line).sentence))))

export const measure: Measure<Record<string, never>> = async () => {
  const { words, right, sentences, sentencesRight, mostFrequent } = score(await judgeAll())
  return { words, accuracy: right / words, sentences, sentenceAccuracy: sentencesRight / sentences, mostFrequent }
}
