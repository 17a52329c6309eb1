/** How long a tuning will take here, read off its plans before it begins. */
import { classifyingPlan, fineTuningPlan, outputsOf } from '../core/finetune/plan.ts'
import { ownTextFlops } from '../core/finetune/ownText.ts'
import type { PreparedFineTuning } from '../core/finetune/prepared.ts'
import { taskLayout } from '../core/finetune/grow.ts'
import { flopsOf } from '../core/plan/flops.ts'
import { ADAM } from '../core/train/settings.ts'
import type { Pace } from './pace.ts'
import type { DeviceInfo } from './protocol.ts'

/**
 * s: all steps; and before, after each epoch and at the end, the held-out examples and the base's own text.
 * @param ownTokens of the held-out part of that text; null where it is not here
 */
export function tuningSeconds(prepared: PreparedFineTuning, ownTokens: number | null, device: DeviceInfo, pace: Pace): number {
  const { config, task, settings } = prepared
  const { epochs, batch, weightDecay, clip } = settings
  const layout = taskLayout(config, outputsOf(task.shape))
  const shape = { ...task.shape, batch }
  const steps = epochs * Math.ceil(task.train.length / batch)
  const look =
    Math.ceil(task.heldOut.length / batch) * flopsOf(classifyingPlan(config, layout, shape)) +
    (ownTokens === null ? 0 : ownTextFlops(prepared, ownTokens))
  const flops = steps * flopsOf(fineTuningPlan(config, layout, shape, settings, { ...ADAM, weightDecay, clip })) + (epochs + 1) * look
  return pace.predict(device, flops) / 1000
}
