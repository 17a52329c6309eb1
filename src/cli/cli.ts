/** The command line: which commands there are, and how one ends. Exit status 0; 1 with one line that says what failed; 2 for unusable arguments. */
import { toPlainError } from '../core/errors.ts'
import { UsageError } from './arguments.ts'
import type { Command } from './command.ts'
import { anyDiskError } from './diskError.ts'
import { helpOf, overview } from './help.ts'
import { nearest } from './nearest.ts'
import { note } from './output.ts'

const [TRAIN, ASK, SMALLER, TASK, MOVE, COST, TEACH] = [
  'train a model',
  'ask one',
  'make it smaller',
  'teach a task',
  'bring or take one',
  'know its cost',
  'teach with it',
]

export const commands: Readonly<Record<string, Command>> = {
  train: {
    about: 'a new model on a text, or go on with one',
    task: TRAIN,
    examples: ['train --corpus moby-dick --out my-model', 'train --resume my-model --steps 6000'],
    load: () => import('./commands/train.ts'),
  },
  sample: {
    about: 'write on from a prompt',
    task: ASK,
    examples: ['sample --model my-model --prompt "Call me"', 'sample --model my-model --tokens 300 --temperature 0.8 --top-p 0.95'],
    load: () => import('./commands/sample.ts'),
  },
  eval: {
    about: 'its loss on a text',
    task: ASK,
    examples: ['eval --model my-model --corpus moby-dick', 'eval --model my-model --corpus letter.txt --split all'],
    load: () => import('./commands/eval.ts'),
  },
  logits: {
    about: 'what it says after every token',
    task: ASK,
    examples: ['logits --model my-model --text sea', 'logits --model my-model --ids 1,2,3 --json'],
    load: () => import('./commands/logits.ts'),
  },
  grads: {
    about: 'every gradient of one sequence',
    task: ASK,
    examples: ['grads --model my-model --ids 1,2,3 --targets 2,3,4', 'grads --model my-model --ids 5 --targets 6 --json'],
    load: () => import('./commands/grads.ts'),
  },
  tokenize: {
    about: 'a text as tokens, and back',
    task: ASK,
    examples: ['tokenize --tokenizer my-model --text "the sea"', 'tokenize --tokenizer my-model --text=-1 --json'],
    load: () => import('./commands/tokenize.ts'),
  },
  step: {
    about: 'optimizer steps on given batches',
    task: TRAIN,
    examples: ['step --model my-model --batches batches.json', 'step --model my-model --batches batches.json --lr 1e-4 --out stepped'],
    load: () => import('./commands/step.ts'),
  },
  quantize: {
    about: 'its weights in 8, 6, 4, 3 or 2 bits',
    task: SMALLER,
    examples: ['quantize --model my-model --out my-model-8', 'quantize --model my-model --bits 4 --out my-model-4'],
    load: () => import('./commands/quantize.ts'),
  },
  prune: {
    about: 'heads taken out',
    task: SMALLER,
    examples: ['prune --model my-model --keep 2 --out pruned', 'prune --model my-model --keep 1 --heal 200 --out healed'],
    load: () => import('./commands/prune.ts'),
  },
  lora: {
    about: 'adapters for another text',
    task: SMALLER,
    examples: [
      'lora --model my-model --corpus letters.txt --out adapters',
      'lora --model my-model --adapters adapters --merge --out merged',
    ],
    load: () => import('./commands/lora.ts'),
  },
  distill: {
    about: 'a small model taught by a larger one',
    task: SMALLER,
    examples: ['distill --teacher my-model --out student', 'distill --teacher my-model --layers 2 --steps 1000 --out student'],
    load: () => import('./commands/distill.ts'),
  },
  fewer: {
    about: 'all of these, measured',
    task: SMALLER,
    examples: ['fewer', 'fewer --model my-model --steps 300'],
    load: () => import('./commands/fewer.ts'),
  },
  finetune: {
    about: 'sentiment, entailment and others',
    task: TASK,
    examples: ['finetune --model my-model --task sentiment --out classifier', 'finetune --resume classifier'],
    load: () => import('./commands/finetune.ts'),
  },
  classify: {
    about: 'ask a fine-tuned model',
    task: TASK,
    examples: ['classify --model classifier --text "It works."', 'classify --model endings --text "It rained." --choice Yes. --choice No.'],
    load: () => import('./commands/classify.ts'),
  },
  ablation: {
    about: 'with and without pre-training',
    task: TASK,
    examples: ['ablation', 'ablation --model my-model --task reviews --seeds 5'],
    load: () => import('./commands/ablation.ts'),
  },
  export: {
    about: 'for transformers or PyTorch',
    task: MOVE,
    examples: ['export --model my-model --out for-transformers', 'export --model my-model --format pytorch-project --out project'],
    load: () => import('./commands/export.ts'),
  },
  import: {
    about: 'a GPT-1 or GPT-2 from a folder, a zip or the hub',
    task: MOVE,
    examples: ['import --from hub:openai-community/openai-gpt --out gpt1', 'import --from model.zip --out imported'],
    load: () => import('./commands/import.ts'),
  },
  plan: {
    about: 'what a step computes and keeps',
    task: COST,
    examples: ['plan --layers 12 --heads 12 --embd 768', 'plan --measure --runtime wasm'],
    load: () => import('./commands/plan.ts'),
  },
  bench: {
    about: 'how fast a step is',
    task: COST,
    examples: ['bench', 'bench --layers 6 --embd 256 --threads 2'],
    load: () => import('./commands/bench.ts'),
  },
  writing: {
    about: 'how fast it writes',
    task: COST,
    examples: ['writing', 'writing --embd 256 --bits 8'],
    load: () => import('./commands/writing.ts'),
  },
  device: {
    about: 'does this device compute right',
    task: COST,
    examples: ['device', 'device --self-test --runtime webgpu'],
    load: () => import('./commands/device.ts'),
  },
  tune: {
    about: 'find the fastest kernels of a GPU',
    task: COST,
    examples: ['tune', 'tune --layers 6 --embd 256'],
    load: () => import('./commands/tune.ts'),
  },
  grade: {
    about: 'a class: receipts, and their models measured',
    task: TEACH,
    examples: [
      'grade --assignment week3.zip --submissions moodle.zip --held-out secret.txt --out grades.csv',
      'grade --assignment week3.zip --submissions receipts --held-out secret.txt --csv semicolon --out grades.csv',
    ],
    load: () => import('./commands/grade.ts'),
  },
}

async function main([name, ...argv]: string[]): Promise<void> {
  const asked = name === 'help' && argv[0] !== undefined ? argv[0] : name
  const wantsHelp = name === 'help' || name === '--help' || name === '-h' || argv.includes('--help')
  if (wantsHelp && (asked === undefined || asked === 'help' || asked.startsWith('-'))) {
    process.stdout.write(overview(commands))
    return
  }
  const command = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined
  if (!command) {
    throw new UsageError(
      asked === undefined || asked.startsWith('-')
        ? `A command is needed; there are: ${Object.keys(commands).join(', ')} (and help).`
        : `There is no command "${asked}".${nearest(asked, Object.keys(commands), ' Did you mean') || ` There are: ${Object.keys(commands).join(', ')}.`} Try help.`,
    )
  }
  const loaded = await command.load()
  if (wantsHelp) process.stdout.write(helpOf(asked!, command, loaded.options))
  else await loaded.run(argv)
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
