/** Teaches the small world's model to answer, for the project on chatbots: `npm run pretrain -- chatbot`. The same machine and Node give the same bytes. */
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Model } from '../core/checkpoint/model.ts'
import { CHAT_DEFAULTS } from '../core/chat/defaults.ts'
import type { ChatReport, Share as ChatShare } from '../core/chat/grade.ts'
import { type ChatResult, type ChatSpec, trainChatbot } from '../core/chat/train.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { readSavedFiles } from '../core/saved/saved.ts'
import { OutFolder } from './out/outFolder.ts'
import { note, turn } from './output.ts'
import { shippedFolder } from './shipped.ts'

export const CHATBOT = 'chatbot'

export async function pretrainChatbot(): Promise<void> {
  const target = OutFolder.open(shippedFolder(CHATBOT), {
    force: true,
    marks: { 'README.md': (path) => readFileSync(path, 'utf8').includes('npm run pretrain') },
  })
  const { result, card } = await teach(CHAT_DEFAULTS)
  target.finish(new Map([...result.files, ['README.md', new TextEncoder().encode(card)]]))
}

/** The result, and the card that says how good it is. */
export async function teach(spec: ChatSpec): Promise<{ result: ChatResult; card: string }> {
  const base = await world()
  const runtime = await openWasm({ threads: 0 })
  const begun = Date.now()
  let told = 0
  const result = await trainChatbot(
    base,
    spec,
    { runtime, stopped: () => false, now: () => performance.now(), yieldToMessages: turn },
    ({ step, loss }) => {
      if (step - told < 100 && step < spec.steps) return
      told = step
      note(`step ${step}: ${loss.toFixed(4)} nats a character of the answers`)
    },
  )
  const seconds = Math.round((Date.now() - begun) / 1000)
  runtime.destroy()
  return { result, card: cardOf(spec, result.report, seconds, runtime.adapter) }
}

async function world(): Promise<Model> {
  const folder = shippedFolder('world')
  const saved = await readSavedFiles(new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))])))
  if (saved.kind !== 'language') throw new Error(`${folder} holds no language model.`)
  return saved.model
}

function cardOf(spec: ChatSpec, { known, unknown, outside, tooShy, baseline }: ChatReport, seconds: number, adapter: string): string {
  const of = ({ right, of }: ChatShare) => `${right} of ${of}`
  return `# A chatbot of the small world

The small world's model in 8 bits, taught to answer by this course's own core: \`npm run pretrain -- ${CHATBOT}\`. A turn is ⟨s⟩ what is said $ the answer ⟨e⟩; it sees as many of the latest turns as fit in 256 characters.

| on ${spec.heldOut} held-out dialogues | right word for word | the commonest answer |
|---|---|---|
| questions that the story answers | ${of(known)} | ${of(baseline.known)} |
| “I do not know.” where it does not | ${of(unknown)} | ${of(baseline.unknown)} |
| “I do not know.” to names that the world lacks | ${of(outside)} | |
| “I do not know.” to what the story says | ${of(tooShy)} | |

${spec.steps} steps of ${spec.batch} dialogues, seed ${spec.seed}, learning rate ${spec.learningRate}, loss on ${spec.loss === 'all' ? 'all tokens' : 'the answers'}; ${seconds} s on ${adapter}, ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}.
`
}
