/** Each diagnosis has a number that must be there if it is right; where it is not, that number refutes it. Everything is computed from the runs. */
import { fixed, share } from '../../../ui/format.ts'
import type { Examined } from './examine.ts'
import type { Diagnosis } from './patients.ts'

/** A row of the table of evidence. */
export type Clue = 'gap' | 'echo' | 'future' | 'silent' | 'alike' | 'weights'

export interface Verdict {
  fits: boolean
  /** where one has to look */
  clue: Clue
  words: string
}

/** From so much on a share counts as nearly all. */
const NEARLY_ALL = 0.9
/** More of its attention than rounding could give. */
const SEES_AHEAD = 0.01
/** A gap, nats, that no healthy run of this length has. */
const APART = 1
/** Times the healthy run's weights, beyond what two seeds differ by. */
const GROWN = 1.5

/** Batches at a run's end that count as its last. */
const LAST = 20

/** What held-out text costs it more than what it has just read, nats a token. */
export function gapOf({ curve, evaluations }: Pick<Examined, 'curve' | 'evaluations'>): number {
  const last = curve.slice(-LAST)
  return evaluations.at(-1)!.validationLoss - last.reduce((sum, { loss }) => sum + loss, 0) / last.length
}

/** @param run the broken one @param beside the healthy one of the same size and seed */
export function verdictOn(diagnosis: Diagnosis, run: Examined, beside: Examined): Verdict {
  const { echo, future, silent, alike, weights } = run.findings
  const times = weights / beside.findings.weights
  const gap = gapOf(run)
  const judge = (clue: Clue, fits: boolean, says: string, refutes: string): Verdict => ({ clue, fits, words: fits ? says : refutes })
  switch (diagnosis) {
    case 'targets':
      return judge(
        'echo',
        echo > NEARLY_ALL,
        `Its best guess for the next letter is the one that it has just read, ${share(echo, 2)} of the time. That is what it was taught.`,
        `Whoever is taught to say the letter that it reads has that letter as its best guess, always. Here it is so in ${share(echo, 2)} of all places.`,
      )
    case 'mask':
      return judge(
        'future',
        future > SEES_AHEAD,
        `${share(future, 2)} of its attention goes to letters that come later, and the map shows where. It copies what it should guess.`,
        `Without a mask attention reads what comes later. Here ${share(future, 2)} of it goes there, and the map is empty above its diagonal.`,
      )
    case 'batches':
      return judge(
        'gap',
        gap > APART,
        `Held-out text costs it ${fixed(gap)} nats more than its last batches. It knows those by heart, and nothing else.`,
        `A model that reads one batch for ever comes to know it, and nothing else. The two losses would be far apart; here they differ by ${fixed(gap)} nats.`,
      )
    case 'rate':
      return judge(
        'weights',
        times > GROWN,
        `Its weights are ${fixed(times, 1)} times as large as the healthy run's. Every one of its steps was too long, to the end.`,
        `With steps that are too long the weights grow far beyond a healthy run's. Here they have ${fixed(times, 1)} times its size.`,
      )
    case 'warmup':
      return judge(
        'alike',
        alike > NEARLY_ALL && times <= GROWN,
        `The states of neighbouring letters are alike, with a cosine of ${fixed(alike)}, while its weights have only ${fixed(times, 1)} times the healthy run's size. The first steps were too long, and after them hardly a gradient arrived.`,
        alike > NEARLY_ALL
          ? `The states are alike, as they would be. But then hardly a gradient arrives and the weights stay small; here they have ${fixed(times, 1)} times the healthy run's size. Not only the first steps were too long.`
          : `Where the first steps ruin a deep model, its states become alike for all letters. Here neighbours have a cosine of ${fixed(alike)}.`,
      )
    case 'biases':
      return judge(
        'silent',
        silent > NEARLY_ALL,
        `${share(silent, 2)} of the inner units are 0 at every letter of 20 passages. Nothing passes through them, and no gradient either.`,
        `Units that a bad start has switched off stay off. Here ${share(silent, 2)} of them never answer, so the others do.`,
      )
    default:
      return diagnosis satisfies never
  }
}
