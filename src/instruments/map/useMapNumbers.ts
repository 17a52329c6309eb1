/** The numbers of a map in its mode: activations, gradients, or what changed in the weights; and the sentence that says which. */
import { useMemo } from 'react'
import type { MapNumbers, Mode } from '../../figures/map/data.ts'
import type { Scene } from '../../figures/map/scene.ts'
import { core } from '../../session/index.ts'
import { fixed, int, visible } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import type { ReadModel } from '../model.ts'
import { readBackward } from './backward.ts'
import type { MapReading } from './read.ts'
import { usePast } from './usePast.ts'
import { useWeights } from './useWeights.ts'

interface Asked {
  read: ReadModel
  model: ModelSummary
  reading: MapReading
  scene: Scene
  mode: Mode
}

export function useMapNumbers({ read, model, reading, scene, mode }: Asked): { numbers: MapNumbers; said: string; canChange: boolean } {
  const { handle, version, step } = read
  const asked = { handle, version, parameters: model.parameters, scene }
  const { weights, error: unread } = useWeights(asked)
  const past = usePast(read)
  const changing = mode === 'change' && past.since !== null
  // What is asked for must differ by the mode, or nothing would be read when it is switched on.
  const { weights: changes, error: unchanged } = useWeights(changing ? { ...asked, since: past.since! } : { ...asked, handle: null })
  const { text, tokens } = reading
  const backward = useComputed(
    mode === 'backward' && handle ? () => readBackward({ core, handle, config: model.config }, text, model.parameters) : null,
    [mode, text, version],
  )
  const gradients = backward.value?.text === text ? backward.value : null
  const shown: Mode = mode === 'change' && !changing ? 'forward' : mode
  const numbers = useMemo<MapNumbers>(
    () => ({
      mode: shown,
      activations: shown === 'backward' ? (gradients?.activations ?? NONE) : reading.activations,
      weights,
      changes: shown === 'change' ? changes : null,
      guesses: reading.guesses,
      expected: reading.expected,
      of: model.id,
    }),
    [shown, gradients, reading, weights, changes, model.id],
  )
  return { numbers, said: sentence(), canChange: past.since !== null }

  function sentence(): string {
    const failed = unread ?? unchanged
    if (failed) return failed.message
    if (mode === 'change')
      return past.since
        ? `What steps ${int(past.since.step)} to ${int(step)} changed in the weights, |Δw|; activations stand back.`
        : past.why
    if (mode === 'backward') {
      if (backward.error) return backward.error.message
      if (!gradients) return 'going backwards …'
      const last = visible(tokens.at(-1) ?? '')
      return `The gradient of the loss flows down the same paths: ${fixed(gradients.loss, 3)} nats, the mean over ${tokens.length - 1} predictions, up to the final ${last}.`
    }
    return 'Shade is distance from zero; each tensor has its own fixed top.'
  }
}

const NONE: MapNumbers['activations'] = new Map()
