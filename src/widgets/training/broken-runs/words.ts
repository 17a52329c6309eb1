/** What the lab calls its runs, their complaints, their possible faults and the numbers that speak of them. */
import { fixed, share, small } from '../../../ui/format.ts'
import type { Examined } from './examine.ts'
import { type Asked, MARGIN } from './lab.ts'
import type { Diagnosis, Name } from './patients.ts'
import { type Clue, gapOf } from './refute.ts'

/** What somebody who trained it would say. */
export const COMPLAINTS: Readonly<Record<Name, string>> = {
  A: 'The loss is next to nothing after fifty steps. We are done early!',
  B: 'Training goes so well. Why does it get worse on other text?',
  C: 'Something happens at the start, and then for ever nothing.',
  D: 'The loss is fine. But what it writes is rubbish.',
  E: 'More layers should help. These six learn nothing at all.',
  F: 'It works. It is only a little worse than the others, every time.',
}

export const FAULTS: Readonly<Record<Diagnosis, string>> = {
  targets: 'the targets are not shifted: each letter is its own target',
  mask: 'the causal mask is missing',
  batches: 'every step reads the same batch',
  rate: 'the learning rate is far too high',
  warmup: 'a deep model without warm-up',
  biases: 'a bad start has switched the inner units off',
}

export const REPAIRS: Readonly<Record<Diagnosis, string>> = {
  targets: 'shift the targets by one',
  mask: 'put the mask in',
  batches: 'draw a new batch in every step',
  rate: 'set the learning rate',
  warmup: 'set the warm-up',
  biases: 'begin the inner biases at 0',
}

/** Learning rates that can be set. */
export const RATES = [0.1, 0.03, 0.01, 0.004, 0.001]

export const repairSaid = ({ repair, rate, warmup }: Asked): string =>
  repair === 'nothing'
    ? 'nothing changed'
    : repair === 'rate'
      ? `the learning rate at ${small(rate)}`
      : repair === 'warmup'
        ? `a warm-up of ${warmup} steps`
        : REPAIRS[repair]

export const CLUES: readonly { clue: Clue | 'reported' | 'asked'; label: string; of(run: Examined): string }[] = [
  {
    clue: 'reported',
    label: 'held-out loss that its program reports, nats',
    of: ({ evaluations }) => fixed(evaluations.at(-1)!.validationLoss),
  },
  { clue: 'asked', label: 'loss when it is given 8 letters and asked for the next, nats', of: ({ findings }) => fixed(findings.asked) },
  { clue: 'gap', label: 'held-out loss minus that of its last batches, nats', of: (run) => unsigned(gapOf(run)) },
  { clue: 'echo', label: 'its best guess is the letter just read', of: ({ findings }) => share(findings.echo, 2) },
  { clue: 'future', label: 'attention on letters that come later', of: ({ findings }) => share(findings.future, 2) },
  { clue: 'silent', label: 'inner units that are 0 at every letter', of: ({ findings }) => share(findings.silent, 2) },
  { clue: 'alike', label: 'cosine of neighbouring letters’ last states', of: ({ findings }) => fixed(findings.alike) },
  { clue: 'weights', label: 'size of its weights, root mean square', of: ({ findings }) => fixed(findings.weights, 3) },
]

/** How a mended run compares. */
export function outcomeSaid(asked: Asked, mended: Examined, beside: Examined): { good: boolean; words: string } {
  const behind = mended.findings.asked - beside.findings.asked
  const good = behind <= MARGIN
  const numbers = `${fixed(mended.findings.asked)} nats when asked, beside ${fixed(beside.findings.asked)} of the healthy run`
  return {
    good,
    words: good
      ? `Repaired. With ${repairSaid(asked)} it has ${numbers}.`
      : `Not repaired. With ${repairSaid(asked)} it has ${numbers}; ${MARGIN} nats apart are allowed.`,
  }
}

/** What rounds to nothing has no sign. */
const unsigned = (nats: number): string => fixed(Math.abs(nats) < 0.005 ? 0 : nats)
