/**
 * Every parser of files against broken input: it returns something or throws a CourseError, within 50 ms of the processor's time, whatever comes.
 * FUZZ_RUNS (3,000) inputs a parser, from FUZZ_SEED (1); a failure names the seed of its input.
 */
import { describe, expect, it } from 'vitest'
import { readHfConfig } from '../../src/core/checkpoint/hfConfig.ts'
import { readModelFolder, writeModelFolder } from '../../src/core/checkpoint/hfFolder.ts'
import { refuseOtherModels } from '../../src/core/checkpoint/otherModels.ts'
import { readRun } from '../../src/core/checkpoint/run.ts'
import { readSafetensors } from '../../src/core/checkpoint/safetensors.ts'
import { readIndex } from '../../src/core/checkpoint/shards.ts'
import { unzipFolder, zipFolder } from '../../src/core/checkpoint/zip.ts'
import { cleanText } from '../../src/core/data/cleanText.ts'
import { CourseError } from '../../src/core/errors.ts'
import { readListing } from '../../src/core/hub/listing.ts'
import { parseJson } from '../../src/core/json.ts'
import { fromTokenizerJson } from '../../src/core/tokenizer/files.ts'
import { hubFolder } from '../support/hubFolder.ts'
import { listing } from '../support/hubServer.ts'
import { tinyModel } from '../support/tinyModel.ts'
import { dice, mutate } from './mutate.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 3000)
const SEED = Number(process.env.FUZZ_SEED ?? 1)
const LIMIT_MS = 50
const TIMEOUT = 60_000 + RUNS * 20

const folder = writeModelFolder(tinyModel({ text: 'abc\n😀"', nLayer: 1, nHead: 1, nEmbd: 4, nCtx: 2 }))
const file = (name: string) => folder.get(name)!
const hub = hubFolder({ type: 'gpt2', shards: 2, masks: 'U8', dtype: 'F16', sizes: { nLayer: 1, nHead: 1, nEmbd: 4, nCtx: 4 } }).files
/** Text as a reader of files hands it over: damaged UTF-8 becomes U+FFFD here, so that the parser behind it is reached. */
const decoded = (read: (text: string) => unknown) => (bytes: Uint8Array) => read(new TextDecoder().decode(bytes))

/** Calls the parser. What counts is the processor's time, and a slow call is repeated: a busy machine or a collection of garbage is not the parser's fault. */
function survives(parse: () => unknown, label: string): 'accepted' | 'refused' {
  let fastest = Number.POSITIVE_INFINITY
  let outcome: 'accepted' | 'refused' = 'accepted'
  for (let attempt = 0; attempt < 4 && fastest > LIMIT_MS; attempt++) {
    const start = process.cpuUsage()
    try {
      parse()
    } catch (error) {
      if (!(error instanceof CourseError)) throw new Error(`${label} ended in an untyped error`, { cause: error })
      if (error.message.length < 10 || error.message.length > 1000 || error.hint === '')
        throw new Error(`${label}: "${error.message}" does not help anyone`)
      outcome = 'refused'
    }
    const { user, system } = process.cpuUsage(start)
    fastest = Math.min(fastest, (user + system) / 1000)
  }
  if (fastest > LIMIT_MS) throw new Error(`${label} took ${fastest.toFixed(0)} ms`)
  return outcome
}

const parsers: [name: string, valid: Uint8Array, parse: (bytes: Uint8Array<ArrayBuffer>) => unknown][] = [
  ['parseJson', file('tokenizer.json'), decoded((text) => parseJson(text))],
  ['fromTokenizerJson', file('tokenizer.json'), decoded(fromTokenizerJson)],
  ['readHfConfig', file('config.json'), decoded(readHfConfig)],
  ['refuseOtherModels', file('config.json'), decoded(refuseOtherModels)],
  ["readHfConfig, GPT-2's", hub.get('config.json')!, decoded(readHfConfig)],
  ["fromTokenizerJson, GPT-2's", hub.get('tokenizer.json')!, decoded(fromTokenizerJson)],
  ['readIndex', hub.get('model.safetensors.index.json')!, decoded(readIndex)],
  [
    'readListing',
    new TextEncoder().encode(JSON.stringify(listing('a/b', hub))),
    decoded((text) => readListing(text, { repo: 'a/b', revision: 'main' })),
  ],
  ['readRun', file('run.json'), decoded(readRun)],
  ['readSafetensors', file('model.safetensors'), (bytes) => readSafetensors(bytes)],
  ['cleanText', new TextEncoder().encode('Call me Ishmael. 😀 — \r\n'.repeat(60)), (bytes) => cleanText(bytes.buffer)],
  ['unzipFolder', zipFolder(folder, 'model'), (bytes) => unzipFolder(bytes)],
]

describe.each(parsers)('%s', (name, valid, parse) => {
  it(
    'survives broken input',
    () => {
      expect(survives(() => parse(valid.slice() as Uint8Array<ArrayBuffer>), name)).toBe('accepted')
      let refused = 0
      for (let i = 0; i < RUNS; i++) {
        const seed = SEED * 1_000_003 + i
        if (survives(() => parse(mutate(valid, seed)), `${name} on input ${seed}`) === 'refused') refused++
      }
      // mutants that are still valid are common in text and in weights, but most changes must be noticed or the mutants test nothing
      expect(refused).toBeGreaterThan(RUNS / 20)
    },
    TIMEOUT,
  )

  it(
    'survives noise',
    () => {
      for (let i = 0; i < RUNS; i++) {
        const roll = dice(SEED * 7_000_003 + i)
        const noise = Uint8Array.from({ length: roll(400) }, () => roll(256))
        survives(() => parse(noise), `${name} on noise ${i}`)
      }
    },
    TIMEOUT,
  )
})

describe('a folder in parts, with old masks and half precision', () => {
  it(
    'survives a broken file among its own',
    () => {
      const names = [...hub.keys()].filter((name) => /json$|safetensors$/.test(name) && name !== 'vocab.json')
      let refused = 0
      for (let i = 0; i < RUNS; i++) {
        const name = names[i % names.length]!
        const broken = new Map(hub).set(name, mutate(hub.get(name)!, SEED * 3_000_017 + i))
        if (survives(() => readModelFolder(broken), `a hub's folder with ${name}, input ${i}`) === 'refused') refused++
      }
      expect(refused).toBeGreaterThan(RUNS / 20)
    },
    TIMEOUT,
  )
})

describe('readModelFolder', () => {
  const original = readModelFolder(folder)

  it(
    'survives a broken file in a sound folder',
    () => {
      const names = [...folder.keys()]
      for (let i = 0; i < RUNS; i++) {
        const name = names[i % names.length]!
        survives(
          () => readModelFolder(new Map(folder).set(name, mutate(file(name), SEED * 1_000_003 + i))),
          `readModelFolder with ${name}, input ${i}`,
        )
      }
    },
    TIMEOUT,
  )

  it('loads the same shapes, all finite, or refuses, whichever byte is flipped', () => {
    let loads = 0
    for (const name of folder.keys()) {
      for (let at = 0; at < file(name).length; at++) {
        const bytes = file(name).slice()
        bytes[at]! ^= 1 << (at % 8)
        survives(() => {
          const { weights, trainingState } = readModelFolder(new Map(folder).set(name, bytes))
          for (const [read, expected] of [
            [weights, original.weights],
            [trainingState?.m, original.trainingState?.m],
            [trainingState?.v, original.trainingState?.v],
          ]) {
            for (const [key, { shape, data }] of expected!) {
              const tensor = read!.get(key)!
              if (String(tensor.shape) !== String(shape) || tensor.data.length !== data.length || !tensor.data.every(Number.isFinite)) {
                throw new Error(`${key} came out as something else`)
              }
            }
          }
          loads++
        }, `${name} with byte ${at} flipped`)
      }
    }
    expect(loads).toBeGreaterThan(0)
  }, 120_000)
})
