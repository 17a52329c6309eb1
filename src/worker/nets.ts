/** Small networks that are trained with tfjs on the core's device, one at a time; their code loads when one is asked for. */
import type { NetTools } from '../nets/backend.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { NetEvent, NetResult, NetSpec } from './protocol.ts'

export class Nets {
  /** the net that trains, or trained last */
  private turn = 0
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
  ) {}

  /** Stops the net that trains and waits for it, then trains this one. */
  train(spec: NetSpec, onEvent: (event: NetEvent) => void): Promise<NetResult> {
    const mine = ++this.turn
    const before = this.last
    const work = async (): Promise<NetResult> => {
      await before.catch(() => {})
      const { runtime } = await this.devices.get()
      const { openTf } = await import('../nets/backend.ts')
      const { now, yieldToMessages, digits } = this.env
      return trainKind(spec, { ...(await openTf(runtime)), stopped: () => mine !== this.turn, now, yieldToMessages, digits }, onEvent)
    }
    const training = work()
    this.last = training.catch(() => {})
    return training
  }

  /** Resolves when the net has stopped; its own call resolves with the status 'stopped'. */
  async stop(): Promise<void> {
    this.turn++
    await this.last
  }
}

async function trainKind(spec: NetSpec, tools: NetTools, onEvent: (event: NetEvent) => void): Promise<NetResult> {
  switch (spec.kind) {
    case 'mlp':
      return (await import('../nets/mlp.ts')).trainMlp(spec, tools, onEvent)
    case 'cnn':
      return (await import('../nets/cnn.ts')).trainCnn(spec, tools, onEvent)
    case 'lstm':
      return (await import('../nets/lstm.ts')).trainLstm(spec, tools, onEvent)
    default:
      return spec satisfies never
  }
}
