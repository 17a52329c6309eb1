/** The numeric answers of the lessons of part 11. */
import { LINEAGE } from '../../src/facts/lineage.ts'
import { RESULTS } from '../../src/facts/results.ts'
import { quantityOf } from '../../src/widgets/keeping-up/lineage/lineage.ts'
import { halfWidth } from '../../src/widgets/keeping-up/paper-results/margins.ts'
import type { Answers } from '../support/answers.ts'

const sst2 = RESULTS.find(({ id }) => id === 'sst2')!

const ratio = (id: string): number => quantityOf(LINEAGE.find((each) => each.id === id)!, 'ratio')!

export const answers: Answers = {
  // the lower end of the one interval, the upper end of the other
  'keeping-up/reproduce-a-table#overlap': () => 0.3 - 0.08 - (0.14 + 0.05),
  'keeping-up/where-to-follow#margin': () => 100 * halfWidth(0.8, 0.78, 500, 0),
  'keeping-up/from-gpt-1-on#ratio': () => ratio('gpt3'),
  'keeping-up/from-gpt-1-on#qwen': () => ratio('qwen3'),
  'keeping-up/how-to-read-a-paper#nine': () => RESULTS.filter(({ gpt1, before }) => gpt1 > before).length,
  'keeping-up/how-to-read-a-paper#sst': () => 100 * halfWidth(sst2.gpt1 / 100, sst2.before / 100, sst2.examples!, 0),
}
