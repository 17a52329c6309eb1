/** `{fact:gpt1.parameters}` in a lesson's text: the number as the course's facts have it, so that none is typed twice. */
import { type Fact, sayFact } from '../../facts/fact.ts'
import { FACTS } from '../../facts/facts.ts'
import { type Report, suggest } from './problem.ts'

const QUOTED = /\{fact:([^{}\n]*)\}/g

/** The text with its facts filled in, line by line as before; a key that there is none of is reported and stays. */
export function fillFacts(text: string, report: Report): string {
  return text
    .split('\n')
    .map((line, i) =>
      line.replace(QUOTED, (whole, key: string) => {
        const found: Fact | undefined = Object.hasOwn(FACTS, key) ? FACTS[key as keyof typeof FACTS] : undefined
        if (found) return sayFact(found)
        report(i + 1, `there is no fact "${key}"${suggest(key, Object.keys(FACTS))}`)
        return whole
      }),
    )
    .join('\n')
}
