/** How long a tuning will take here, read off its plans before it begins. */
import { classifyingPlan, fineTuningPlan, outputsOf } from '../core/finetune/plan.ts'
import type { PreparedFineTuning } from '../core/finetune/prepared.ts'
import { taskLayout } from '../core/finetune/grow.ts'
import { flopsOf } from '../core/plan/flops.ts'
import { ADAM } from '../core/train/settings.ts'
import type { Pace } from './pace.ts'
import type { DeviceInfo } from './protocol.ts'

/** s: all steps, and the held-out examples before, after each epoch and at the end. */
export function tuningSeconds({ config, task, settings }: PreparedFineTuning, device: DeviceInfo, pace: Pace): number {
  const { epochs, batch, weightDecay, clip } = settings
  const layout = taskLayout(config, outputsOf(task.shape))
  const shape = { ...task.shape, batch }
  const steps = epochs * Math.ceil(task.train.length / batch)
  const measured = (epochs + 1) * Math.ceil(task.heldOut.length / batch)
  const flops =
    steps * flopsOf(fineTuningPlan(config, layout, shape, settings, { ...ADAM, weightDecay, clip })) +
    measured * flopsOf(classifyingPlan(config, layout, shape))
  return pace.predict(device, flops) / 1000
}
