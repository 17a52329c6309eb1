/** Arguments that `finetune` and `ablation` share, and what of them the core is told. */
import { type FineTuneSettings, PAPER, validateFineTuning } from '../core/finetune/settings.ts'
import { attempt, number, type Values, whole } from './arguments.ts'

export const fineTuneOptions = {
  epochs: whole(undefined, 1).help('rounds over the examples', { fallback: 'by task; 6 in an ablation' }),
  batch: whole(undefined, 1).help('examples of a batch', { fallback: 'by task; 16 in an ablation' }),
  lr: number(undefined).help('highest learning rate', {
    fallback: "by the model's size: 0.001 at 4 layers of 96, 0.0000625 at GPT-1's; 0.001 in an ablation",
  }),
  warmup: number(undefined).help('share of the steps until the learning rate is whole', {
    fallback: `0.05; ${PAPER.warmup} in an ablation`,
  }),
  lambda: number(undefined).help("weight of the language model's loss, L1", { fallback: String(PAPER.lambda) }),
  'classifier-dropout': number(undefined).help('dropout before the head', { fallback: String(PAPER.classifierDropout) }),
  'weight-decay': number(undefined).help('pull of every matrix towards 0', { fallback: String(PAPER.weightDecay) }),
  clip: number(undefined).help('longest gradient; 0: any length', { fallback: String(PAPER.clip) }),
  context: whole(undefined, 8).help('tokens that a sequence may have', { fallback: "by task, at most the model's; 192 in an ablation" }),
}

/** @throws UsageError */
export function fineTuneSettings(
  args: Values<typeof fineTuneOptions> & { seed?: number | undefined },
  fallback: FineTuneSettings,
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
