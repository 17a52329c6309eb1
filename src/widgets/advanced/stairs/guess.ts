/** What is guessed of a stair: it stands in the ledger of predictions from the moment its runs begin, and is judged by them. */
import { useEffect, useState } from 'react'
import { learning, useLearning } from '../../../session/learning.ts'
import { CHANGES, SEEDS } from './changes.ts'
import { type Verdict, VERDICTS, verdictOf } from './climb.ts'
import widget from './widget.ts'

export const SAID: Readonly<Record<Verdict, string>> = { better: 'better', same: 'three seeds will not tell', worse: 'worse' }

interface Said {
  guess: Verdict
  /** percent; null: not said */
  sure: number | null
}

/** One word for each stair: other decisions before it, or other steps, are other runs. */
export const keyOf = (kept: string, steps: number): string => `${widget.id}/${steps}/${kept}?`

function askedOf(kept: string): string {
  const taken = CHANGES.filter((_, i) => kept[i] === '1').map(({ name }) => name)
  const base = taken.length === 0 ? 'GPT-1’s shape' : `GPT-1’s shape with ${taken.join(', ')}`
  return `${CHANGES[kept.length]!.name}, added to ${base}: what becomes of the held-out loss over ${SEEDS.length} seeds?`
}

interface Stair {
  kept: string
  steps: number
  /** its runs are under way */
  running: boolean
  /** with the change less without it, a seed each; null: not trained yet */
  differences: readonly number[] | null
}

export function useGuess({ kept, steps, running, differences }: Stair) {
  const key = keyOf(kept, steps)
  const known = useLearning((s) => s.estimates[key])
  const [all, setAll] = useState<Readonly<Record<string, Said>>>({})
  const own = all[key]
  const guess = known ? VERDICTS[known.guess] : own?.guess

  useEffect(() => {
    if (!running || !own) return
    learning.getState().estimate(key, {
      title: widget.title,
      asked: askedOf(kept),
      unit: '',
      choices: VERDICTS.map((verdict) => SAID[verdict]),
      guess: VERDICTS.indexOf(own.guess),
      within: 0,
      confidence: own.sure,
    })
  }, [running, own, key, kept])

  const came = differences && VERDICTS.indexOf(verdictOf(differences))
  useEffect(() => {
    if (came !== null) learning.getState().settle(key, came)
  }, [key, came])

  return {
    guess,
    sure: known ? known.confidence : (own?.sure ?? null),
    /** it is in the ledger, and changes no more */
    stands: known !== undefined,
    say: (said: Verdict) => setAll((so) => ({ ...so, [key]: { guess: said, sure: so[key]?.sure ?? null } })),
    saySure: (sure: number | null) => setAll((so) => (so[key] ? { ...so, [key]: { ...so[key], sure } } : so)),
  }
}
