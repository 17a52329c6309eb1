/** The order of test files on a machine that has not run them yet: the longest first, so that in the end no core waits for one of them. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** These grow with the course; every other file is over within two minutes. */
const LONG = ['e2e/gallery', 'e2e/everyLesson', 'contract/challenges', 'contract/widgets', 'contract/ops']
const rank = ({ moduleId }: { moduleId: string }): number => {
  const found = LONG.findIndex((name) => moduleId.includes(`tests/${name}.`))
  return found < 0 ? LONG.length : found
}

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
