/** Trains a checkpoint that the course ships: `npm run pretrain -- ID [--tokenizer bpe:VOCAB --out DIR]`. The same machine and Node give the same bytes. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { unflatten } from '../core/checkpoint/tensors.ts'
import { quantize } from '../core/compress/quantize.ts'
import { writeQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { parameterCount } from '../core/config.ts'
import { makeTokenizer, parseTokenizerChoice } from '../core/data/chooseTokenizer.ts'
import { countCharacters, prepareCorpus } from '../core/data/corpus.ts'
import { readEarlierAddresses } from '../core/data/node.ts'
import { modelLayout } from '../core/model/plans.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { continuation } from '../core/tokenizer/tokenizer.ts'
import type { EvaluationReport } from '../core/train/loop.ts'
import { Trainer } from '../core/train/trainer.ts'
import { toPlainError } from '../core/errors.ts'
import { parse, text as option } from './arguments.ts'
import { note, turn } from './output.ts'
import { quantizedLoss } from './measured.ts'
import { CHATBOT, pretrainChatbot } from './pretrainChatbot.ts'
import { pretrainReteller, RETELLER } from './pretrainReteller.ts'
import { recordAt, recordEvaluation, recordStep, runFolder, startRecord } from './record.ts'
import { findShipped, shippedFolder } from './shipped.ts'
import { OutFolder } from './out/outFolder.ts'
import { loadText } from './text.ts'

if (process.argv[2] === CHATBOT) {
  await pretrainChatbot()
  process.exit()
}
if (process.argv[2] === RETELLER) {
  await pretrainReteller()
  process.exit()
}
const { shipped, options } = chosen()
const { settings: SETTINGS, prompt: PROMPT } = shipped
// It is there to be made anew, with the card that an earlier run wrote.
const target = OutFolder.open(options.out, {
  force: true,
  marks: { 'README.md': (path) => readFileSync(path, 'utf8').includes('npm run pretrain') },
})

const { text, corpus: origin } = await loadText(shipped.text)
const earlier = shipped.addressesFrom ? `${readEarlierAddresses(shipped.addressesFrom)}\n` : ''
const tokenizer = makeTokenizer(parseTokenizerChoice(options.tokenizer), earlier + text + shipped.alphabet)
const corpus = prepareCorpus(text, tokenizer, earlier)
const config = { ...shipped.sizes, nVocab: tokenizer.size }
const record = startRecord(SETTINGS, { ...origin, title: shipped.learnedFrom ?? origin.title }, corpus, config.nVocab)
const runtime = await openWasm({ threads: 0 })
const trainer = await Trainer.create(runtime, { config, settings: SETTINGS, corpus })
const decoder = await Decoder.create(trainer.store, config, modelLayout(config), tokenizer)
note(`${parameterCount(config)} parameters on ${origin.title}, ${runtime.adapter}; bigram ${record.bigramLoss.toFixed(3)} nats`)

const begun = Date.now()
let last: EvaluationReport | undefined
while (trainer.steps < SETTINGS.steps) {
  await trainer.run({
    until: trainer.steps + SETTINGS.evalEvery,
    yieldNow: turn,
    onStep: (report) => recordStep(record, report),
    onEvaluation(report) {
      recordEvaluation(record, report)
      last = report
    },
  })
  const { step, trainLoss, validationLoss, bitsPerCharacter } = last!
  const sample = await write(PROMPT, shipped.sampleLength)
  record.samples.push({ step, prompt: PROMPT, text: sample, validationLoss })
  note(
    `step ${step}: train ${trainLoss.toFixed(4)}, validation ${validationLoss.toFixed(4)} nats, ${bitsPerCharacter.toFixed(4)} bits per character, ${seconds()} s: ${JSON.stringify(PROMPT + sample)}`,
  )
}

const snapshot = await trainer.snapshot()
const packed = shipped.bits && quantize(config, unflatten(modelLayout(config), snapshot.weights), shipped.bits)
const files = packed
  ? writeQuantizedFolder({ config, tokenizer, weights: packed, run: recordAt(record, snapshot) })
  : runFolder(config, tokenizer, snapshot, record, false)
const packedLoss = packed && (await quantizedLoss(runtime, config, packed, corpus.validation))
files.set('README.md', new TextEncoder().encode(card(last!)))
target.finish(files)
decoder.destroy()
trainer.destroy()
runtime.destroy()

/** The entry that the command line names, with what may differ from it; or one line that says what is wrong. */
function chosen() {
  try {
    const [id, ...rest] = process.argv.slice(2)
    const shipped = findShipped(id)
    return {
      shipped,
      options: parse(rest, { tokenizer: option('char'), out: option(shippedFolder(shipped.id)) }),
    }
  } catch (error) {
    const { message, hint } = toPlainError(error)
    note(`${message} ${hint}`)
    process.exit(2)
  }
}

async function write(prompt: string, count: number): Promise<string> {
  decoder.reset()
  const before = promptIds(tokenizer, prompt)
  const drawn: number[] = []
  for await (const { id } of generate(decoder, before, count, { temperature: 0.8, topK: 0, topP: 0.95, seed: 1 })) drawn.push(id)
  return continuation(tokenizer, before, drawn)
}

function seconds(): number {
  return Math.round((Date.now() - begun) / 1000)
}

function card({ trainLoss, validationLoss, bitsPerCharacter }: EvaluationReport): string {
  const inBits = packed
    ? `\n| in ${packed.bits} bits | ${packedLoss!.toFixed(4)} nats on the whole validation text, as all that reads this folder computes with it |`
    : ''
  const before = earlier
    ? `\n| read besides | the addresses from ${shipped.addressesFrom} on, ${countCharacters(earlier)} characters |`
    : ''
  return `# ${shipped.title}

A GPT-1 of ${parameterCount(config)} parameters (${config.nLayer} layers, ${config.nHead} heads, width ${config.nEmbd}, context ${config.nCtx}, ${config.nVocab} tokens), trained by this course's own core: \`npm run pretrain -- ${shipped.id}\`.

| | |
|---|---|
| text | ${origin.title}, ${origin.characters} characters, SHA-256 ${origin.sha256} |${before}
| steps | ${SETTINGS.steps} of ${SETTINGS.batch} × ${config.nCtx} tokens, seed ${SETTINGS.seed} |
| validation | ${shipped.validation} |
| train, validation | ${trainLoss.toFixed(4)}, ${validationLoss.toFixed(4)} nats per token (${bitsPerCharacter.toFixed(4)} bits per character); guessing ${record.uniformLoss.toFixed(4)}, bigram ${record.bigramLoss.toFixed(4)} |${inBits}
| took | ${seconds()} s on ${runtime.adapter}, ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version} |

Settings, curve, evaluations and samples are in run.json. ${packed ? "The page's Lab exports it in 32 bits as a Hugging Face folder." : 'Load it with `transformers.OpenAIGPTLMHeadModel.from_pretrained`.'}
`
}
