/** Distillation (Hinton, Vinyals and Dean 2015): a small model learns from the text and from all that a larger one thought possible. */
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { Batcher } from '../data/batches.ts'
import { CourseError } from '../errors.ts'
import { checkIds } from '../model/ids.ts'
import { initialWeights } from '../model/init.ts'
import { forward } from '../model/model.ts'
import { appendOptimizer, evaluationPlan, type ModelLayout, modelLayout, type OptimizerSettings } from '../model/plans.ts'
import { differentiate } from '../plan/differentiate.ts'
import type { Plan } from '../plan/plan.ts'
import { Trace } from '../plan/trace.ts'
import type { Program, Runtime } from '../runtime/runtime.ts'
import { optimizerOf, type TrainingSettings, validateSettings } from '../train/settings.ts'
import { type Hooks, takeSteps } from './steps.ts'

export interface Distillation {
  /** weight of the teacher's word, 0 … 1; 0 is training alone */
  alpha: number
  /** τ: above 1, the teacher's small probabilities count for more */
  temperature: number
}

/**
 * What helped a student of one layer (State of the Union, three seeds; see README): nearly all of the teacher's word, at its own
 * temperature. Above 1 a short run ends worse than alone: the student fits its teacher only after division by τ, so that without it
 * it is too sure.
 */
export const DISTILLATION: Distillation = { alpha: 0.9, temperature: 1 }

/** ids, targets [B,T], teacher [B·T,V] (logits) → losses [B·T] = (1 − α)·CE + α·τ²·KL, and AdamW's update. */
export function distillationPlan(
  config: ModelConfig,
  layout: ModelLayout,
  batch: number,
  { alpha, temperature }: Distillation,
  optimizer: OptimizerSettings,
): Plan {
  const t = new Trace('distillation', layout)
  const { nCtx: time, nVocab: vocab } = config
  const logits = forward(t, config, { batch, time, training: true })
  const inputs = { logits, teacher: t.input('teacher', [batch * time, vocab]), targets: t.input('targets', [batch, time], 'i32') }
  const outputs = { losses: t.activation('losses', [batch * time]), dlogits: t.activation('grad/logits', logits.shape) }
  t.call('softCrossEntropy', inputs, outputs, { rows: batch * time, vocab, alpha, temperature })
  differentiate(t)
  appendOptimizer(t, layout, optimizer)
  return t.plan()
}

export interface Teacher {
  config: ModelConfig
  weights: Tensors
}

/** Trains a new student on `tokens` and its teacher's logits; returns its weights. @throws CourseError 'bad-argument' where the two do not fit together */
export async function distill(
  runtime: Runtime,
  teacher: Teacher,
  student: ModelConfig,
  how: Distillation,
  settings: TrainingSettings,
  tokens: Int32Array,
  hooks: Hooks = {},
): Promise<Tensors> {
  validateSettings(settings)
  checkPair(teacher.config, student, how)
  checkIds(tokens, student.nVocab, 'text')
  const [own, others] = [modelLayout(student), modelLayout(teacher.config)]
  const batcher = new Batcher(tokens, { batch: settings.batch, time: student.nCtx, seed: settings.seed })
  const store = await runtime.createStore(own)
  const known = await runtime.createStore(others, { training: false })
  const programs: Program[] = []
  try {
    store.write('weight', initialWeights(own, settings.seed))
    known.write('weight', flatten(others, teacher.weights))
    const program = await store.compile(distillationPlan(student, own, settings.batch, how, optimizerOf(settings)))
    programs.push(program)
    const saying = await known.compile(evaluationPlan(teacher.config, others, settings.batch, student.nCtx))
    programs.push(saying)
    await takeSteps({
      program,
      batcher,
      settings,
      ...hooks,
      async prepare({ ids, targets }) {
        // Alone: nothing that the teacher says has a weight.
        if (how.alpha === 0) return
        saying.write('ids', ids)
        saying.write('targets', targets)
        saying.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
        program.write('teacher', await saying.read('logits'))
      },
    })
    return unflatten(own, await store.read('weight'))
  } finally {
    for (const program of programs) program.destroy()
    store.destroy()
    known.destroy()
  }
}

/** @throws CourseError 'bad-argument' where the two do not fit together, or the settings are no settings */
export function checkPair(teacher: ModelConfig, student: ModelConfig, { alpha, temperature }: Distillation): void {
  const refuse = (message: string, hint: string) => {
    throw new CourseError('bad-argument', message, hint)
  }
  if (teacher.nVocab !== student.nVocab)
    refuse(
      `The teacher has ${teacher.nVocab} tokens, the student ${student.nVocab}, but they must speak of the same.`,
      "Use the teacher's tokenizer.",
    )
  if (teacher.nCtx < student.nCtx)
    refuse(
      `The student sees ${student.nCtx} tokens, but its teacher only ${teacher.nCtx}.`,
      `Give the student a context of at most ${teacher.nCtx}.`,
    )
  if (!(alpha >= 0 && alpha <= 1)) refuse(`Alpha is ${alpha}, but it must be from 0 to 1.`, 'Try 0.5.')
  if (!(temperature > 0 && temperature <= 100))
    refuse(`The temperature is ${temperature}, but it must be above 0 and at most 100.`, 'Try 2.')
}
