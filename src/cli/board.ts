/** Trains the board's five rungs, counts the best n-gram beside them, and writes their records: `npm run board [-- RUNG …]`. The same machine and Node give the same bytes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parameterCount } from '../core/config.ts'
import { NgramStudy } from '../core/data/ngramStudy.ts'
import { prepareCorpus } from '../core/data/corpus.ts'
import { modelLayout } from '../core/model/plans.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { CharacterTokenizer } from '../core/tokenizer/characters.ts'
import { continuation } from '../core/tokenizer/tokenizer.ts'
import { estimate } from '../core/train/estimate.ts'
import type { EvaluationReport } from '../core/train/loop.ts'
import { Trainer } from '../core/train/trainer.ts'
import { note, turn } from './output.ts'
import { BOARD_PROMPT, BOARD_TEXT, type Rung, RUNGS } from './rungs.ts'
import { loadText } from './text.ts'

const OUT = join(import.meta.dirname, '../widgets/deep-learning/board/records.json')
const SAMPLE_CHARACTERS = 160
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }

const asked = process.argv.slice(2)
const { text, corpus: origin } = await loadText(BOARD_TEXT)
const tokenizer = CharacterTokenizer.fromText(text)
const corpus = prepareCorpus(text, tokenizer)
const runtime = await openWasm({ threads: 0 })

// Rungs that are not asked for keep the record that they have, as long as it is of the same settings and text.
const before = kept()
const rungs = []
for (const rung of RUNGS) {
  const old = before.find(({ id, sizes, training }) => isDeepStrictEqual({ id, sizes, training }, rung))
  rungs.push(old && !asked.includes(rung.id) ? old : await record(rung))
}
runtime.destroy()

const study = new NgramStudy(text)
const { order, bits, entries } = study.best
const counted = { order, bitsPerCharacter: bits, entries, sample: study.write(BOARD_PROMPT, order, SAMPLE_CHARACTERS, SAMPLING.seed) }
note(`counted, order ${order}: ${bits.toFixed(4)} bits per character from ${entries} counts`)

const board = {
  text: { kind: 'bundled', id: BOARD_TEXT },
  title: origin.title,
  sha256: origin.sha256,
  trainCharacters: corpus.train.length,
  heldOutCharacters: corpus.validation.length,
  runtime: runtime.adapter,
  uniformBits: Math.log2(tokenizer.size),
  samplePrompt: BOARD_PROMPT,
  counted,
  rungs,
}
writeFileSync(OUT, `${JSON.stringify(board, null, 1)}\n`)
for (const [i, { id, bitsPerCharacter }] of rungs.entries()) {
  const last = rungs[i - 1]?.bitsPerCharacter ?? board.uniformBits
  note(`${id} ${bitsPerCharacter.toFixed(4)} bits per character, ${bitsPerCharacter < last ? 'better' : 'NOT better'} than the rung before`)
}

async function record({ id, sizes, training }: Rung) {
  const config = { ...sizes, nVocab: tokenizer.size }
  const trainer = await Trainer.create(runtime, { config, settings: training, corpus })
  const evaluations: EvaluationReport[] = []
  const begun = process.cpuUsage()
  await trainer.run({ yieldNow: turn, onEvaluation: (report) => void evaluations.push(report) })
  const { user, system } = process.cpuUsage(begun)
  const decoder = await Decoder.create(trainer.store, config, modelLayout(config), tokenizer)
  const prompt = promptIds(tokenizer, BOARD_PROMPT)
  const drawn: number[] = []
  for await (const token of generate(decoder, prompt, SAMPLE_CHARACTERS, SAMPLING)) drawn.push(token.id)
  const sample = continuation(tokenizer, prompt, drawn)
  decoder.destroy()
  trainer.destroy()
  const { bitsPerCharacter } = evaluations.at(-1)!
  note(
    `${id}: ${bitsPerCharacter.toFixed(4)} bits per character, ${((user + system) / 1e6).toFixed(0)} s of CPU: ${JSON.stringify(sample)}`,
  )
  const gflops = (estimate(config, training.batch).flopsPerStep * training.steps) / 1e9
  return { id, sizes, training, parameters: parameterCount(config), gflops, bitsPerCharacter, evaluations, sample }
}

function kept(): Awaited<ReturnType<typeof record>>[] {
  if (!existsSync(OUT)) return []
  const old = JSON.parse(readFileSync(OUT, 'utf8')) as { sha256: string; rungs: Awaited<ReturnType<typeof record>>[] }
  return old.sha256 === origin.sha256 ? old.rungs : []
}
