/** The families of models by name: what each learns, and its pass from ids to logits. */
import { type Family, familyOf, type ModelConfig } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { bigram, bigramParameters } from './bigram.ts'
import { gpt, gptParameters } from './gpt.ts'
import { mlp, mlpParameters } from './mlp.ts'
import type { ForwardShape } from './pass.ts'
import { rnn, rnnParameters } from './rnn.ts'

interface Rung {
  parameters(config: ModelConfig): ParameterSpec[]
  /** ids [B,T] → logits [B·T,V] */
  forward(t: Trace, config: ModelConfig, shape: ForwardShape): Tensor
}

const rungs: Record<Family, Rung> = {
  bigram: { parameters: bigramParameters, forward: bigram },
  mlp: { parameters: mlpParameters, forward: mlp },
  rnn: { parameters: rnnParameters, forward: rnn },
  gpt: { parameters: gptParameters, forward: gpt },
}

/** Every learned tensor of a valid config. */
export const modelParameters = (config: ModelConfig): ParameterSpec[] => rungs[familyOf(config)].parameters(config)

/** Traces ids [B,T] → logits [B·T,V]. */
export const forward = (t: Trace, config: ModelConfig, shape: ForwardShape): Tensor => rungs[familyOf(config)].forward(t, config, shape)
