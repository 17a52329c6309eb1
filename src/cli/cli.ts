/** The command line: which commands there are, and how one ends. Exit status 0; 1 with one line that says what failed; 2 for unusable arguments. */
import { toPlainError } from '../core/errors.ts'
import { UsageError } from './arguments.ts'
import { anyDiskError } from './diskError.ts'
import { note } from './output.ts'

interface Command {
  usage: string
  load(): Promise<{ run(argv: readonly string[]): Promise<void> }>
}

const SIZES = '[--family bigram|mlp|rnn|gpt] [--variant KEY=VALUE,…] [--layers 4] [--heads 4] [--embd 128] [--ctx 128] [--batch 8]'

const commands: Record<string, Command> = {
  train: {
    usage: `--corpus ID|FILE --out DIR ${SIZES.replace(/\[--layers .*/, '')}[--layers 2] [--heads 4] [--embd 64] [--ctx 64] [--batch 8] [--steps 3000 (fewer on a short text)] [--lr 0.0226/√(LAYERS × EMBD)] [--warmup STEPS/10] [--dropout 0] [--weight-decay 0.01] [--clip 1] [--eval-every STEPS/10 (at least 100)] [--seed 1] [--tokenizer char|bpe:VOCAB] [--stop-at STEP] [--resume DIR] [--init DIR] [--f16] [--runtime auto]`,
    load: () => import('./commands/train.ts'),
  },
  sample: {
    usage: '--model DIR [--prompt TEXT] [--tokens 100] [--temperature 1] [--top-k 0] [--top-p 1] [--seed 1] [--runtime auto]',
    load: () => import('./commands/sample.ts'),
  },
  eval: { usage: '--model DIR --corpus ID|FILE [--split validation|train|all] [--runtime auto]', load: () => import('./commands/eval.ts') },
  logits: { usage: '--model DIR (--ids 1,2,3 | --text TEXT) [--runtime auto]', load: () => import('./commands/logits.ts') },
  grads: { usage: '--model DIR --ids 1,2,3 --targets 2,3,4 [--runtime auto]', load: () => import('./commands/grads.ts') },
  step: {
    usage:
      '--model DIR --batches FILE.json [--lr 1e-3] [--beta1 0.9] [--beta2 0.999] [--eps 1e-8] [--weight-decay 0.01] [--clip 1] [--out DIR] [--runtime auto]',
    load: () => import('./commands/step.ts'),
  },
  finetune: {
    usage:
      '(--model DIR --out DIR | --resume DIR [--out DIR]) [--task sentiment|reviews|entailment|similarity|endings] [--examples 600] [--held-out 200] [--epochs 3] [--batch 32] [--lr 6.25e-5] [--warmup 0.002] [--lambda 0.5] [--classifier-dropout 0.1] [--weight-decay 0.01] [--clip 1] [--context LONGEST] [--stop-at STEP] [--seed 1] [--runtime auto]',
    load: () => import('./commands/finetune.ts'),
  },
  classify: {
    usage: '--model DIR --text TEXT [--second TEXT (of a pair)] [--choice ANSWER --choice ANSWER … (endings)] [--runtime auto]',
    load: () => import('./commands/classify.ts'),
  },
  ablation: {
    usage:
      '[--model DIR] [--task sentiment|reviews|entailment|similarity|endings] [--examples 160] [--held-out 192] [--seeds 3] [--epochs 6] [--batch 16] [--lr 1e-3] [--lambda 0.5] [--context 192] [--runtime auto]',
    load: () => import('./commands/ablation.ts'),
  },
  writing: {
    usage: `${SIZES.replace(' [--batch 8]', '')} [--vocab 65] [--prompt 100] [--tokens 24] [--bits all|32|8|4] [--threads 0 (all cores)] [--runtime auto]`,
    load: () => import('./commands/writing.ts'),
  },
  export: { usage: '--model DIR --out DIR [--format hf|pytorch-project] [--corpus ID|FILE]', load: () => import('./commands/export.ts') },
  import: { usage: '--from DIR|ZIP|hub:OWNER/NAME --out DIR [--cache DIR] [--hub URL]', load: () => import('./commands/import.ts') },
  quantize: {
    usage: '--model DIR --out DIR [--bits 8|4] [--corpus ID|FILE] [--runtime auto]',
    load: () => import('./commands/quantize.ts'),
  },
  lora: {
    usage:
      '--model DIR --corpus ID|FILE --out DIR ([--rank 4] [--alpha TWICE THE RANK] [--targets attn.c_attn,attn.c_proj,mlp.c_fc,mlp.c_proj] | --adapters DIR) [--steps 200] [--lr 3e-3] [--batch 4] [--seed 1] [--merge] [--full] [--full-lr 5e-4] [--runtime auto]',
    load: () => import('./commands/lora.ts'),
  },
  distill: {
    usage:
      '--teacher DIR --out DIR [--corpus ID|FILE] [--layers 1] [--heads N] [--embd N] [--steps 300] [--lr 1.5e-3] [--batch 4] [--alpha 0.9] [--temperature 1] [--seeds 1] [--runtime auto]',
    load: () => import('./commands/distill.ts'),
  },
  prune: {
    usage: '--model DIR --out DIR [--corpus ID|FILE] [--keep 2] [--heal STEPS] [--lr 5e-4] [--batch 4] [--seed 1] [--runtime auto]',
    load: () => import('./commands/prune.ts'),
  },
  fewer: {
    usage: '[--model public/checkpoints/first] [--corpus ID|FILE] [--adapt moby-dick] [--steps 100] [--runtime auto]',
    load: () => import('./commands/fewer.ts'),
  },
  tokenize: { usage: '--tokenizer DIR --text TEXT', load: () => import('./commands/tokenize.ts') },
  plan: { usage: `${SIZES} [--vocab 65] [--f16] [--runtime auto] [--measure]`, load: () => import('./commands/plan.ts') },
  tune: { usage: `${SIZES} [--vocab 65]`, load: () => import('./commands/tune.ts') },
  device: { usage: `${SIZES} [--vocab 65] [--steps 10] [--self-test] [--runtime auto]`, load: () => import('./commands/device.ts') },
  bench: {
    usage: `${SIZES} [--vocab 65] [--steps 20] [--warmup-steps 3] [--threads 0 (all cores)] [--f16] [--runtime auto]`,
    load: () => import('./commands/bench.ts'),
  },
}

const help = (): string =>
  Object.entries(commands)
    .map(([name, { usage }]) => `  npm run -s gpt -- ${name} ${usage}`)
    .join('\n')

async function main([name, ...argv]: string[]): Promise<void> {
  if (name === 'help' || name === '--help' || argv.includes('--help')) {
    process.stdout.write(`Every command takes --json: one JSON object per line on standard output, nothing else there.\n${help()}\n`)
    return
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    throw new UsageError(
      `${name === undefined || name.startsWith('-') ? 'A command is needed' : `There is no command "${name}"`}; there are: ${Object.keys(commands).join(', ')} (and help).`,
    )
  }
  await (await command.load()).run(argv)
}

/** Runs one command. Returns the exit status. */
export async function gpt(argv: readonly string[]): Promise<number> {
  try {
    await main([...argv])
    return 0
  } catch (caught) {
    const error = anyDiskError(caught)
    const { message, hint } = toPlainError(error)
    const usage = error instanceof UsageError
    note(`${message}${!usage && hint ? ` ${hint}` : ''}`.replace(/\s*\n\s*/g, ' '))
    return usage ? 2 : 1
  }
}
