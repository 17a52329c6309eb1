/** A chatbot as three files: its sizes in config.json, its tokenizer with the turns' tokens, its weights in 8 bits. */
import * as v from 'valibot'
import { readHfConfig, writeHfConfig } from '../checkpoint/hfConfig.ts'
import { damaged, type ModelFolder } from '../checkpoint/model.ts'
import { checkSize } from '../checkpoint/readFolder.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { flatten, unflatten } from '../checkpoint/tensors.ts'
import { readPacked, writePacked } from '../compress/quantizedFolder.ts'
import { quantize, unpacked } from '../compress/quantize.ts'
import { readTaskTokenizer, writeTaskTokenizer } from '../finetune/tokenizerFiles.ts'
import { parseJsonAs } from '../json.ts'
import { modelLayout } from '../model/plans.ts'
import type { ChatModel } from './chatbot.ts'

/** No other program reads this kind. */
const KIND = 'pathway-gpt-chatbot'
const BITS = 8
const TOKENIZER = 'tokenizer.json'

export const CHATBOT_FILES = ['config.json', TOKENIZER, MODEL] as const

const Config = v.object({
  model_type: v.literal(KIND, `must be "${KIND}"`),
  model: v.looseObject({}, 'must be an object'),
})

export function writeChatbot({ config, tokenizer, weights }: ChatModel): ModelFolder {
  const text = (json: string) => new TextEncoder().encode(json)
  return new Map([
    ['config.json', text(`${JSON.stringify({ model_type: KIND, model: JSON.parse(writeHfConfig(config)) })}\n`)],
    [TOKENIZER, text(writeTaskTokenizer(tokenizer, config.nCtx)[TOKENIZER]!)],
    [MODEL, writePacked(quantize(config, unflatten(modelLayout(config), weights), BITS))],
  ])
}

/** @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' */
export function readChatbot(folder: ReadonlyMap<string, Uint8Array>): ChatModel {
  const [json, words, bytes] = CHATBOT_FILES.map((name) => folder.get(name))
  if (!json || !words || !bytes) throw damaged('A file of the chatbot is missing')
  const { model } = parseJsonAs(Config, new TextDecoder().decode(json), { name: 'config.json', maxBytes: 2 ** 20 })
  const config = readHfConfig(JSON.stringify(model))
  checkSize(config)
  const tokenizer = readTaskTokenizer(new TextDecoder().decode(words))
  if (tokenizer.size !== config.nVocab)
    throw damaged(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${config.nVocab}`)
  return { config, tokenizer, weights: flatten(modelLayout(config), unpacked(config, readPacked(config, BITS, bytes))) }
}
