/** A run's loss by step, with the two lines that it has to beat, guessing and the bigram model of the same text; the step that is shown is marked. */
import { useMemo } from 'react'
import { LossChart, type LossSeries } from '../figures/LossChart.tsx'
import { type RunView, shownStep, useSession } from '../session/index.ts'

const NONE: readonly LossSeries[] = []

export function RunChart({ run, earlier = NONE }: { run: RunView; earlier?: readonly LossSeries[] }) {
  const { name, curve, evaluations, uniformLoss, bigramLoss, totalSteps, charactersPerToken: per = 1 } = run
  // Where the open model is shown at an earlier step, that step is marked.
  const mark = useSession((s) => ((s.at === null && s.pointer === null) || s.current?.id !== run.modelId ? null : shownStep(s)))
  const train = useMemo(() => curve.map((p) => ({ x: p.step, y: p.loss / per })), [curve, per])
  const validation = useMemo(
    () => evaluations.map((e) => ({ x: e.step, y: e.validationLoss / per, train: e.trainLoss / per })),
    [evaluations, per],
  )
  const references = useMemo(
    () => [
      ...(uniformLoss ? [{ name: 'guessing', loss: uniformLoss / per }] : []),
      ...(bigramLoss ? [{ name: 'bigram', loss: bigramLoss / per }] : []),
    ],
    [uniformLoss, bigramLoss, per],
  )
  return (
    <LossChart
      name={name}
      train={train}
      validation={validation}
      earlier={earlier}
      references={references}
      totalSteps={totalSteps}
      mark={mark}
    />
  )
}
