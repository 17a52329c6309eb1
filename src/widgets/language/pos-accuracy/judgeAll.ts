/** wink-nlp’s tags for the hand-tagged sentences, each read alone. */
import { readTokens } from '../../../language/wink.ts'
import { type Judged, judge, parseTagged } from './score.ts'
import { TAGGED } from './tagged.ts'

export const judgeAll = (): Promise<Judged[][]> =>
  Promise.all(TAGGED.map(async (line) => judge(line, await readTokens(parseTagged(line).sentence))))
