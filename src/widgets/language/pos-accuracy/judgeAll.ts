/** wink-nlp’s tags for the hand-tagged sentences, each read alone. */
import { readTokens } from '../../../language/wink.ts'
import { type Judged, judge } from './score.ts'
import { parseTagged, TAGGED } from '../../../language/handTagged.ts'

export const judgeAll = (): Promise<Judged[][]> =>
  Promise.all(TAGGED.map(async (line) => judge(line, await readTokens(parseTagged(line).sentence))))
