/** Small networks that figures train beside whatever else runs: with tfjs on the core's device, or, translators of two kinds, with the core itself. Their code loads when one is asked for. */
import { toPlainError } from '../core/errors.ts'
import type { ChatSpec } from '../core/chat/train.ts'
import type { TranslatorTools } from '../core/train/translators.ts'
import type { NetTools } from '../nets/backend.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { Task } from './jobs.ts'
import type { Outbox } from './outbox.ts'
import type { Models } from './models.ts'
import type { JobEnding, NetEvent, NetResult, NetSpec } from './protocol.ts'

export class Nets {
  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly models: Pick<Models, 'load'>,
  ) {}

  /** A net as a job. @throws CourseError where tfjs cannot run here */
  async prepare(spec: NetSpec, outbox: Outbox): Promise<Task> {
    const { runtime } = await this.devices.get()
    const { now, yieldToMessages, digits } = this.env
    const { models } = this
    /** A chatbot is the small world's model, taught. */
    const trainChat = async (spec: ChatSpec, tools: TranslatorTools, onEvent: (event: NetEvent) => void): Promise<NetResult> => {
      const [{ trainChatbot }, { model }] = await Promise.all([import('../core/chat/train.ts'), models.load('world')])
      return trainChatbot(model, spec, tools, onEvent)
    }
    const tf = withCore(spec) || spec.kind === 'chat' ? null : await (await import('../nets/backend.ts')).openTf(runtime)
    let stopped = false
    let step = 0
    let pace: { secondsLeft: number | null } = { secondsLeft: null }
    const begun = now()
    const hear = (net: NetEvent): void => {
      step = net.step
      if (step > 0) pace = { secondsLeft: (((now() - begun) / step) * (spec.steps - step)) / 1000 }
      outbox.tellNow({ type: 'net', net })
    }
    return {
      progress: () => ({ step, totalSteps: spec.steps, unsaved: false, ...pace }),
      stop: () => {
        stopped = true
      },
      async go(): Promise<JobEnding> {
        try {
          const clock = { stopped: () => stopped, now, yieldToMessages }
          const net =
            spec.kind === 'chat'
              ? await trainChat(spec, { runtime, ...clock }, hear)
              : withCore(spec)
                ? await trainWithCore(spec, { runtime, ...clock }, hear)
                : await trainKind(spec, { ...tf!, ...clock, digits }, hear)
          return { status: net.status, step: net.step, net }
        } catch (error) {
          return { status: 'failed', step, error: toPlainError(error) }
        }
      },
    }
  }
}

type CoreSpec = Extract<NetSpec, { kind: 'translator' | 'seq2seq' }>

const withCore = (spec: NetSpec): spec is CoreSpec => spec.kind === 'translator' || spec.kind === 'seq2seq'

const trainWithCore = async (spec: CoreSpec, tools: TranslatorTools, onEvent: (event: NetEvent) => void): Promise<NetResult> =>
  spec.kind === 'seq2seq'
    ? (await import('../core/retell/train.ts')).trainSeq2Seq(spec, tools, onEvent)
    : (await import('../core/train/translators.ts')).trainTranslator(spec, tools, onEvent)

async function trainKind(
  spec: Exclude<NetSpec, CoreSpec | ChatSpec>,
  tools: NetTools,
  onEvent: (event: NetEvent) => void,
): Promise<NetResult> {
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
