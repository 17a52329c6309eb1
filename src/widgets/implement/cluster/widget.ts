/** GPT-1's training step on one device or on many, as copies of this machine or as the cards that it was trained on. */
import type { Account } from '../../../worker/protocol.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { CARD, costOf, GPT1, type Setting, TOKENS } from './cluster.ts'

export interface Value {
  account: Account
  /** parameters of one block */
  block: number
}

/** A rate is measured where there is a page; a measurement without one is of the cards. */
export const settingOf = ({ log2, ...rest }: Omit<Setting, 'devices'> & { log2: number }): Setting => ({ ...rest, devices: 2 ** log2 })

export default defineWidget({
  id: 'cluster',
  title: 'From one device to many',
  teaches: 'Many devices share a batch, or the model too: memory falls as the model is split, and what has to be sent grows.',
  needs: 'device',
  params: {
    /** devices, as a power of two */
    log2: whole(0, 10),
    way: choice(['ddp', 'fsdp']),
    precision: choice(['32', '16']),
    batch: whole(1, 4096),
    micro: whole(1, 64),
    link: number(0.1, 900),
    device: choice(['here', 'card']),
  },
  defaults: { log2: 3, way: 'ddp', precision: '32', batch: 64, micro: 8, link: 10, device: 'card' },
  shown: ['log2', 'way', 'precision', 'batch', 'micro', 'link', 'device'],
  readings: {
    devices: 'devices',
    gigabytes: 'memory of one device, GB',
    sentMegabytes: 'what one device sends in a step, MB',
    tokensPerSecond: 'tokens a second of all cards of 2018 together',
    efficiency: 'share of a step in which they compute',
    days: 'days for all of GPT-1’s training on them',
    accumulations: 'passes that a device adds up before it steps',
  },
  compute: async (_, { core }): Promise<Value> => {
    const [account, one] = [await core.account(GPT1), await core.account({ ...GPT1, nLayer: GPT1.nLayer - 1 })]
    return { account, block: account.parameters - one.parameters }
  },
  readingsOf: ({ account, block }, params) => {
    const setting = settingOf(params)
    const cost = costOf(account, block, GPT1.nCtx, CARD, setting)
    return {
      devices: setting.devices,
      gigabytes: cost.total / 1e9,
      sentMegabytes: cost.sent / 1e6,
      tokensPerSecond: cost.tokensPerSecond,
      efficiency: cost.efficiency,
      days: TOKENS / cost.tokensPerSecond / 86_400,
      accumulations: cost.accumulations,
    }
  },
})
