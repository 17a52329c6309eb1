/** Chatbots: rows that are learned from, the window and what falls out of it, the grade, and the files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unflatten } from '../checkpoint/tensors.ts'
import { type Dialogue, HEARD, UNKNOWN_ANSWER } from '../data/dialogues.ts'
import { WORLD_ALPHABET } from '../data/world/text.ts'
import { TaskTokenizer } from '../finetune/tokens.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { Chatbot } from './chatbot.ts'
import { readChatbot, writeChatbot } from './folder.ts'
import { commonAnswers, gradeChatbot, strangerQuestion } from './grade.ts'
import { rowOf, trainChatbot } from './train.ts'
import { ANSWER_ROOM, turnIds, windowOf } from './window.ts'

const base = CharacterTokenizer.fromText(WORLD_ALPHABET)
const tokenizer = new TaskTokenizer(base)
const { special } = tokenizer
const dialogue: Dialogue = {
  story: 'Mila lost a key.',
  exchanges: [
    { question: 'Who lost the key?', answer: 'Mila.', known: true, asks: 'who' },
    { question: 'Who is Tom?', answer: UNKNOWN_ANSWER, known: false, asks: 'absent' },
  ],
}

describe('a row', () => {
  it('is turns of start, what is said, delimiter, answer and end, of which the answers count', () => {
    const { read, targets, counted } = rowOf(dialogue, tokenizer, 256, 'answers')
    const all = [
      { said: dialogue.story, answered: HEARD },
      ...dialogue.exchanges.map(({ question, answer }) => ({ said: question, answered: answer })),
    ].flatMap((turn) => turnIds(tokenizer, turn))
    expect([...read.slice(0, all.length - 1)]).toEqual(all.slice(0, -1))
    expect([...targets.slice(0, all.length - 1)]).toEqual(all.slice(1))
    const learned = tokenizer.decode([...targets].filter((_, t) => counted[t]))
    expect(learned).toBe(`${HEARD}<|extract|>Mila.<|extract|>${UNKNOWN_ANSWER}<|extract|>`)
  })

  it('takes whole turns only, and counts all that is said where that is asked for', () => {
    const room = turnIds(tokenizer, { said: dialogue.story, answered: HEARD }).length
    const { read, counted } = rowOf(dialogue, tokenizer, room + 3, 'all')
    expect([...read.slice(room - 1)]).toEqual(Array(4).fill(special.delimiter))
    expect(counted.filter(Boolean)).toHaveLength(room - 1)
  })
})

describe('the window', () => {
  const before = Array.from({ length: 6 }, (_, i) => ({ said: `Who lost key ${'i'.repeat(i)}?`, answered: 'Mila.' }))

  it('holds the latest turns, each whole, with room for an answer, and says how many have fallen out', () => {
    const { ids, fallen, lengths } = windowOf(tokenizer, 120, before, 'Who?')
    expect(ids.length).toBeLessThanOrEqual(120 - ANSWER_ROOM)
    expect(ids.length).toBe(lengths.reduce((a, b) => a + b, 0))
    expect(ids).toEqual([
      ...before.slice(fallen).flatMap((turn) => turnIds(tokenizer, turn)),
      ...turnIds(tokenizer, { said: 'Who?', answered: '' }).slice(0, -1),
    ])
    const one = turnIds(tokenizer, before[fallen - 1]!).length
    expect(fallen).toBeGreaterThan(0)
    expect(ids.length + one).toBeGreaterThan(120 - ANSWER_ROOM)
  })

  it('loses nothing while there is room', () => {
    expect(windowOf(tokenizer, 512, before, 'Who?').fallen).toBe(0)
  })

  it('refuses what does not fit at all', () => {
    expect(() => windowOf(tokenizer, 64, [], 'a'.repeat(40))).toThrow('room for 22')
  })
})

describe('a chatbot', () => {
  const config = { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 160, nVocab: base.size, dropout: 0 }
  const layout = modelLayout(config)
  const model = { config, tokenizer: base, weights: unflatten(layout, initialWeights(layout, 1)) }
  const spec = { kind: 'chat', steps: 6, batch: 2, learningRate: 1e-2, seed: 1, dialogues: 20, heldOut: 2, loss: 'answers' } as const
  const tools = { stopped: () => false, now: () => 0, yieldToMessages: async () => {} }
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await openWasm({ threads: 1 })
  })
  afterAll(() => runtime.destroy())

  it('learns, to the same files from the same seed, and is graded as those files say', async () => {
    const [one, two] = [
      await trainChatbot(model, spec, { runtime, ...tools }, () => {}),
      await trainChatbot(model, spec, { runtime, ...tools }, () => {}),
    ]
    expect([...one.files].filter(([name, bytes]) => Buffer.compare(bytes, two.files.get(name)!) !== 0)).toEqual([])
    expect(one.loss).toBeLessThan(Math.log(config.nVocab))
    expect(one.report.outside.of).toBe(2)
    expect(one.report.known.of + one.report.unknown.of).toBe(one.report.graded.length)
    const chatbot = await Chatbot.open(runtime, readChatbot(one.files))
    const [first] = one.report.graded
    const told = first!.story ? [{ said: first!.story, answered: HEARD }] : []
    const pieces: string[] = []
    const reply = await chatbot.reply(told, first!.question, (piece) => pieces.push(piece) > 0)
    expect(reply.answer).toBe(first!.answered)
    expect(pieces.join('')).toBe(reply.answer)
    chatbot.destroy()
  })

  it('is the same from its files, which are the same again', () => {
    const grown = { ...config, nVocab: tokenizer.size }
    const files = writeChatbot({ config: grown, tokenizer, weights: initialWeights(modelLayout(grown), 3) })
    const again = readChatbot(files)
    expect([again.config, again.tokenizer.vocabulary]).toEqual([grown, tokenizer.vocabulary])
    expect([...writeChatbot(again)].filter(([name, bytes]) => Buffer.compare(bytes, files.get(name)!) !== 0)).toEqual([])
  })

  it('names the characters that it does not know', async () => {
    const grown = { ...config, nVocab: tokenizer.size }
    const chatbot = await Chatbot.open(runtime, { config: grown, tokenizer, weights: initialWeights(modelLayout(grown), 3) })
    expect((await chatbot.reply([], 'Who is Łucja?')).unknown).toEqual(['Ł'])
    await expect(chatbot.reply([], 'привет')).rejects.toThrow('not in the vocabulary')
    chatbot.destroy()
  })
})

describe('the grade', () => {
  const saying = (answer: (question: string) => string) => ({
    reply: async (_: readonly unknown[], said: string) => ({
      answer: answer(said),
      window: windowOf(tokenizer, 256, [], said),
      probability: 1,
      unknown: [],
    }),
  })

  it('counts what is right word for word, what is rightly not known, and what is wrongly not known', async () => {
    const shy = await gradeChatbot(
      saying(() => UNKNOWN_ANSWER),
      [dialogue],
      () => 'Mila.',
    )
    expect([shy.known, shy.unknown, shy.outside, shy.tooShy]).toEqual([
      { right: 0, of: 1 },
      { right: 1, of: 1 },
      { right: 1, of: 1 },
      { right: 1, of: 1 },
    ])
    expect(shy.baseline).toEqual({ known: { right: 1, of: 1 }, unknown: { right: 0, of: 1 } })
    const bold = await gradeChatbot(
      saying(() => 'Mila.'),
      [dialogue],
      () => '',
    )
    expect([bold.known.right, bold.unknown.right, bold.outside.right, bold.tooShy.right]).toEqual([1, 0, 0, 0])
  })

  it('has a baseline that knows the commonest answer to a beginning', () => {
    const answer = commonAnswers([dialogue, dialogue])
    expect(answer('Who lost the hat?')).toBe('Mila.')
    expect(answer('Why so?')).toBe(UNKNOWN_ANSWER)
  })

  it('asks after names that the world does not have', () => {
    expect(strangerQuestion(1)).toBe('Who is Bruno?')
  })
})
