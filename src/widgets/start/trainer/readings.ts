/** What the trainer tells a challenge about a run. */
import type { RunView } from '../../../session/index.ts'
import type { Readings } from '../../frame/define.ts'

/** A reading that has not been taken yet is left out. */
export function readingsOf({ step, evaluations, bigramLoss }: RunView, parameters: number): Readings {
  const last = evaluations.at(-1)
  return {
    parameters,
    steps: step,
    ...(last ? { validationLoss: last.validationLoss, bitsPerCharacter: last.bitsPerCharacter } : {}),
    ...(bigramLoss === null ? {} : { bigramLoss }),
  }
}
