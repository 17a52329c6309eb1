/**
 * All ops, by name. A new one is a folder, its name in `name.ts`, a line here, one in `runtime/webgpu/registry.ts` and one in
 * `plan/half.ts`, without which nothing compiles, and its kernel's export in `runtime/wasm/kernels.as.ts`.
 */
import { activation, activationBackward } from './activation/op.ts'
import { add } from './add/op.ts'
import { adamW } from './adamw/op.ts'
import { addLayerNorm, addLayerNormBackward } from './add-layer-norm/op.ts'
import { attention, attentionBackward } from './attention/op.ts'
import { attentionDecode } from './attention-decode/op.ts'
import { contextWindow, contextWindowBackward } from './context-window/op.ts'
import { crossEntropy } from './cross-entropy/op.ts'
import { dropout } from './dropout/op.ts'
import { embedding, embeddingBackward } from './embedding/op.ts'
import { embeddingQuantized } from './embedding-quantized/op.ts'
import { gatherRows, gatherRowsBackward } from './gather-rows/op.ts'
import { gradNorm } from './grad-norm/op.ts'
import { linear, linearBackwardInput, linearBackwardWeight } from './linear/op.ts'
import { linearQuantized } from './linear-quantized/op.ts'
import type { OpName } from './name.ts'
import type { Op } from './op.ts'
import { norm, normBackward } from './norm/op.ts'
import { recurrence, recurrenceBackward } from './recurrence/op.ts'
import { repeatHeads, repeatHeadsBackward } from './repeat-heads/op.ts'
import { rotary } from './rotary/op.ts'
import { sampleToken } from './sample-token/op.ts'
import { scaleColumns } from './scale-columns/op.ts'
import { softCrossEntropy } from './soft-cross-entropy/op.ts'
import { swiglu, swigluBackward } from './swiglu/op.ts'

export const ops: Readonly<Record<OpName, Op>> = {
  embedding,
  embeddingBackward,
  linear,
  linearBackwardInput,
  linearBackwardWeight,
  embeddingQuantized,
  linearQuantized,
  attention,
  attentionBackward,
  attentionDecode,
  sampleToken,
  addLayerNorm,
  addLayerNormBackward,
  rotary,
  repeatHeads,
  repeatHeadsBackward,
  contextWindow,
  contextWindowBackward,
  gatherRows,
  gatherRowsBackward,
  recurrence,
  recurrenceBackward,
  add,
  dropout,
  scaleColumns,
  activation,
  activationBackward,
  swiglu,
  swigluBackward,
  norm,
  normBackward,
  crossEntropy,
  softCrossEntropy,
  gradNorm,
  adamW,
}
