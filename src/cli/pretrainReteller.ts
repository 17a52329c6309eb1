/** Trains the model that the course ships for its lessons on summaries and translations: `npm run pretrain -- reteller`. The same machine and Node give the same bytes. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { ModelFolder } from '../core/checkpoint/model.ts'
import { type Task, TASKS } from '../core/data/retold.ts'
import { SHIPPED_RETELLER as SPEC } from '../core/retell/defaults.ts'
import { readReteller, writeReteller } from '../core/retell/folder.ts'
import { Reteller } from '../core/retell/reteller.ts'
import { type Seq2SeqResult, trainSeq2Seq } from '../core/retell/train.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { type Scores, scoresOf } from '../core/score/scores.ts'
import { OutFolder } from './out/outFolder.ts'
import { note, turn } from './output.ts'
import { shippedFolder } from './shipped.ts'

export const RETELLER = 'reteller'

export async function pretrainReteller(): Promise<void> {
  const target = OutFolder.open(shippedFolder(RETELLER), {
    force: true,
    marks: { 'README.md': (path) => readFileSync(path, 'utf8').includes('npm run pretrain') },
  })
  const runtime = await openWasm({ threads: 0 })
  const begun = Date.now()
  let told = 0
  const result = await trainSeq2Seq(
    SPEC,
    { runtime, stopped: () => false, now: () => performance.now(), yieldToMessages: turn },
    ({ step, loss }) => {
      if (step - told < 200 && step < SPEC.steps) return
      told = step
      note(`step ${step}: ${loss.toFixed(4)} nats a token of the target`)
    },
  )
  const seconds = Math.round((Date.now() - begun) / 1000)
  target.finish(await filesOf(runtime, result, seconds))
  runtime.destroy()
}

/** The folder, with a card that says how good it is in its 8 bits. */
export async function filesOf(
  runtime: Runtime,
  result: Pick<Seq2SeqResult, 'model' | 'scores' | 'retold' | 'parameters'>,
  seconds: number,
): Promise<ModelFolder> {
  const files = writeReteller(result.model)
  const packed = await Reteller.open(runtime, readReteller(files))
  const retold = await packed.retellAll(result.retold)
  packed.destroy()
  const scores = Object.fromEntries(TASKS.map((task) => [task, scoresOf(retold.filter((one) => one.task === task))]))
  files.set('README.md', new TextEncoder().encode(card(result, scores as Record<Task, Scores>, seconds, runtime.adapter)))
  return files
}

function card(
  { model: { config }, parameters, scores }: Pick<Seq2SeqResult, 'model' | 'parameters' | 'scores'>,
  packed: Record<Task, Scores>,
  seconds: number,
  adapter: string,
): string {
  const row = (name: string, { exact, rouge1, rouge2, rougeL, bleu }: Scores) =>
    `| ${name} | ${[exact, rouge1, rouge2, rougeL].map((x) => x.toFixed(3)).join(' | ')} | ${bleu.toFixed(1)} |`
  return `# A model that retells the small world

A GPT-1 of ${parameters} parameters (${config.nLayer} layers, ${config.nHead} heads, width ${config.nEmbd}, context ${config.nCtx}, ${config.nVocab} words) in 8 bits, trained by this course's own core: \`npm run pretrain -- ${RETELLER}\`. It writes a story's summary after \`<summary>\`, and a sentence's French after \`<french>\`.

| ${SPEC.heldOut} held-out items each | exact | ROUGE-1 | ROUGE-2 | ROUGE-L | BLEU |
|---|---|---|---|---|---|
${row('summaries', packed.summary)}
${row('the first sentence', scores.summary!.baseline)}
${row('translations', packed.french)}
${row('word by word', scores.french!.baseline)}

${SPEC.steps} steps, turn by turn on summaries and translations, seed ${SPEC.seed}, learning rate ${SPEC.learningRate}, loss on the target's tokens; ${seconds} s on ${adapter}, ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}.
`
}
