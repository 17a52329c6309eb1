/** Arguments that `finetune` and `ablation` share, and what of them the core is told. */
import { type FineTuneSettings, PAPER, validateFineTuning } from '../core/finetune/settings.ts'
import { attempt, number, type Values, whole } from './arguments.ts'

export const fineTuneOptions = {
  epochs: whole(undefined, 1),
  batch: whole(undefined, 1),
  lr: number(undefined),
  warmup: number(undefined),
  lambda: number(undefined),
  'classifier-dropout': number(undefined),
  'weight-decay': number(undefined),
  clip: number(undefined),
  context: whole(undefined, 8),
}

/** @throws UsageError */
export function fineTuneSettings(
  args: Values<typeof fineTuneOptions> & { seed?: number | undefined },
  fallback: FineTuneSettings = PAPER,
): FineTuneSettings {
  return attempt(() =>
    validateFineTuning({
      epochs: args.epochs ?? fallback.epochs,
      batch: args.batch ?? fallback.batch,
      learningRate: args.lr ?? fallback.learningRate,
      warmup: args.warmup ?? fallback.warmup,
      lambda: args.lambda ?? fallback.lambda,
      classifierDropout: args['classifier-dropout'] ?? fallback.classifierDropout,
      weightDecay: args['weight-decay'] ?? fallback.weightDecay,
      clip: args.clip ?? fallback.clip,
      seed: args.seed ?? fallback.seed,
    }),
  )
}
