/** What a lesson should have by its arc and has not: said as warnings, since an author may have a reason. */
import type { Block, Passage } from '../lesson.ts'

const FEWEST_WORDS = 400
const MOST_WORDS = 1_800

export function missingFromArc(blocks: readonly Block[], passages: readonly Passage[]): string[] {
  const has = (kind: Block['kind']): boolean => blocks.some((block) => block.kind === kind)
  const words = passages.flatMap(({ text }) => text.split(' ')).filter(Boolean).length
  return [
    ...(has('predict') ? [] : ['no prediction: ask for a guess before the answer is seen']),
    ...(has('widget') ? [] : ['no widget: nothing here computes']),
    ...(has('challenge') ? [] : ['no challenge: nothing here is done and graded']),
    ...(words < FEWEST_WORDS ? [`${words} words; a lesson has 600 to 1,200`] : []),
    ...(words > MOST_WORDS ? [`${words} words; a lesson has 600 to 1,200, so this may be two`] : []),
  ]
}
