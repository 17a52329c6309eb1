/** A training step shared by many devices: what each holds in memory, what goes over the wires, and how long it takes. */
import { fact } from '../../../facts/facts.ts'
import type { Account } from '../../../worker/protocol.ts'

export type Way = 'ddp' | 'fsdp'
export type Precision = '32' | '16'

export interface Setting {
  devices: number
  way: Way
  precision: Precision
  /** windows of a step, over all devices */
  batch: number
  /** windows that a device computes at a time; their gradients are added up */
  micro: number
  /** gigabytes a second between devices, in each direction */
  link: number
}

/** GPT-1's sizes, which the figure is about. */
export const GPT1 = {
  nLayer: fact('gpt1.layers'),
  nHead: fact('gpt1.heads'),
  nEmbd: fact('gpt1.width'),
  nCtx: fact('gpt1.context'),
  nVocab: fact('gpt1.vocabulary'),
  dropout: fact('gpt1.dropout'),
} as const

export interface Memory {
  weights: number
  gradients: number
  moments: number
  activations: number
}

export interface Cost {
  /** bytes on one device */
  memory: Memory
  total: number
  /** bytes that one device sends in a step */
  sent: number
  /** s */
  computing: number
  sending: number
  /** tokens that all devices read in a second */
  tokensPerSecond: number
  /** share of a step in which the devices compute */
  efficiency: number
  /** times that a device adds up gradients before it steps */
  accumulations: number
  /** windows of a device in a step, at most */
  windows: number
}

/**
 * What each device holds. With DDP all of weights, gradients and moments; with FSDP its share of them, and the whole of one block while
 * that is computed (Rajbhandari and others 2020, stage 3; Zhao and others 2023). In mixed precision a second copy of the weights, and the
 * gradients and activations, have 16 bits; weights and moments that Adam reads stay in 32 (Micikevicius and others 2018).
 * @param block parameters of one block
 * @returns bytes
 */
export function memoryOf({ bytes }: Pick<Account, 'bytes'>, block: number, setting: Setting): Memory {
  const { devices, way, precision } = setting
  const shards = way === 'fsdp' ? devices : 1
  const half = precision === '16' ? 0.5 : 1
  const copies = precision === '16' ? 1.5 : 1
  const gathered = shards > 1 ? 4 * half * block : 0
  return {
    weights: (copies * bytes.weights) / shards + gathered,
    gradients: (half * bytes.gradients) / shards + gathered,
    moments: bytes.moments / shards,
    activations: half * bytes.activations * Math.min(setting.micro, windowsOf(setting)),
  }
}

/** Windows that the busiest device has in a step. */
export const windowsOf = ({ batch, devices }: Pick<Setting, 'batch' | 'devices'>): number => Math.ceil(batch / devices)

/**
 * Bytes that a device sends in a step. A ring's all-reduce sends 2 · (n − 1)/n of the gradients; gathering the weights forwards and
 * backwards and scattering the gradients, 3 · (n − 1)/n (Rajbhandari and others 2020, section 7).
 */
export const sentBytes = ({ bytes }: Pick<Account, 'bytes'>, { devices, way, precision }: Setting): number =>
  (((way === 'ddp' ? 2 : 3) * (devices - 1)) / devices) * bytes.gradients * (precision === '16' ? 0.5 : 1)

/**
 * One step, in which nothing is sent while something is computed: the worst case.
 * @param rate operations a second of one device
 * @param context tokens of a window
 */
export function costOf(account: Pick<Account, 'bytes' | 'flops'>, block: number, context: number, rate: number, setting: Setting): Cost {
  const memory = memoryOf(account, block, setting)
  const windows = windowsOf(setting)
  const computing = (windows * context * account.flops.both) / rate
  const sent = sentBytes(account, setting)
  const sending = sent / (setting.link * 1e9)
  return {
    memory,
    total: memory.weights + memory.gradients + memory.moments + memory.activations,
    sent,
    computing,
    sending,
    tokensPerSecond: (setting.batch * context) / (computing + sending),
    efficiency: computing / (computing + sending),
    accumulations: Math.ceil(windows / setting.micro),
    windows,
  }
}

/** Tokens that GPT-1 read in training, with one for each word of BooksCorpus. */
export const TOKENS = fact('books.words') * fact('gpt1.epochs')

/** Operations a second that one of GPT-1's cards did, as its makers counted: its peak, and the share of it that was reached. */
export const CARD = fact('gpt1.cardTeraflops') * 1e12 * fact('gpt1.utilization')
