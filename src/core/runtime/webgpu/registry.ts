/** Which function makes the dispatches of which op. */
import { activationBackwardKernel, activationKernel } from '../../ops/activation/kernel.wgsl.ts'
import { addKernel } from '../../ops/add/kernel.wgsl.ts'
import { addLayerNormBackwardKernel, addLayerNormKernel } from '../../ops/add-layer-norm/kernel.wgsl.ts'
import { adamWKernel } from '../../ops/adamw/kernel.wgsl.ts'
import { attentionBackwardKernel, attentionKernel } from '../../ops/attention/kernel.wgsl.ts'
import { attentionDecodeKernel } from '../../ops/attention-decode/kernel.wgsl.ts'
import { contextWindowBackwardKernel, contextWindowKernel } from '../../ops/context-window/kernel.wgsl.ts'
import { crossEntropyKernel } from '../../ops/cross-entropy/kernel.wgsl.ts'
import { dropoutKernel } from '../../ops/dropout/kernel.wgsl.ts'
import { embeddingBackwardKernel, embeddingKernel } from '../../ops/embedding/kernel.wgsl.ts'
import { embeddingQuantizedKernel } from '../../ops/embedding-quantized/kernel.wgsl.ts'
import { gatherRowsBackwardKernel, gatherRowsKernel } from '../../ops/gather-rows/kernel.wgsl.ts'
import { gradNormKernel } from '../../ops/grad-norm/kernel.wgsl.ts'
import { linearBackwardInputKernel, linearKernel } from '../../ops/linear/kernel.wgsl.ts'
import { stackAsTheyLie, weightGradientKernel } from '../../ops/linear/weightGradient.wgsl.ts'
import { linearQuantizedKernel } from '../../ops/linear-quantized/kernel.wgsl.ts'
import { normBackwardKernel, normKernel } from '../../ops/norm/kernel.wgsl.ts'
import { recurrenceBackwardKernel, recurrenceKernel } from '../../ops/recurrence/kernel.wgsl.ts'
import type { OpName } from '../../ops/name.ts'
import { repeatHeadsBackwardKernel, repeatHeadsKernel } from '../../ops/repeat-heads/kernel.wgsl.ts'
import { rotaryKernel } from '../../ops/rotary/kernel.wgsl.ts'
import type { Dispatch, Target } from '../../ops/wgsl.ts'
import type { KernelCall } from '../../plan/plan.ts'
import { sampleTokenKernel } from '../../ops/sample-token/kernel.wgsl.ts'
import { softCrossEntropyKernel } from '../../ops/soft-cross-entropy/kernel.wgsl.ts'
import { scaleColumnsKernel } from '../../ops/scale-columns/kernel.wgsl.ts'
import { swigluBackwardKernel, swigluKernel } from '../../ops/swiglu/kernel.wgsl.ts'

export const kernels: Readonly<Record<OpName, (call: KernelCall, target: Target) => Dispatch[]>> = {
  embedding: embeddingKernel,
  embeddingBackward: embeddingBackwardKernel,
  linear: linearKernel,
  linearBackwardInput: linearBackwardInputKernel,
  linearBackwardWeight: (call, target) => weightGradientKernel([call], target, stackAsTheyLie),
  embeddingQuantized: embeddingQuantizedKernel,
  linearQuantized: linearQuantizedKernel,
  attention: attentionKernel,
  attentionBackward: attentionBackwardKernel,
  attentionDecode: attentionDecodeKernel,
  sampleToken: sampleTokenKernel,
  addLayerNorm: addLayerNormKernel,
  addLayerNormBackward: addLayerNormBackwardKernel,
  rotary: rotaryKernel,
  repeatHeads: repeatHeadsKernel,
  repeatHeadsBackward: repeatHeadsBackwardKernel,
  contextWindow: contextWindowKernel,
  contextWindowBackward: contextWindowBackwardKernel,
  gatherRows: gatherRowsKernel,
  gatherRowsBackward: gatherRowsBackwardKernel,
  recurrence: recurrenceKernel,
  recurrenceBackward: recurrenceBackwardKernel,
  add: addKernel,
  dropout: dropoutKernel,
  scaleColumns: scaleColumnsKernel,
  activation: activationKernel,
  activationBackward: activationBackwardKernel,
  swiglu: swigluKernel,
  swigluBackward: swigluBackwardKernel,
  norm: normKernel,
  normBackward: normBackwardKernel,
  crossEntropy: crossEntropyKernel,
  softCrossEntropy: softCrossEntropyKernel,
  gradNorm: gradNormKernel,
  adamW: adamWKernel,
}
