/** Distillation (Hinton, Vinyals and Dean 2015): a small model learns from the text and from all that a larger one thought possible. */
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import type { Batch, Batcher } from '../data/batches.ts'
import { CourseError } from '../errors.ts'
import { checkIds } from '../model/ids.ts'
import { initialWeights } from '../model/init.ts'
import { forward } from '../model/model.ts'
import { appendOptimizer, evaluationPlan, type ModelLayout, modelLayout, type OptimizerSettings } from '../model/plans.ts'
import { owning } from '../owned.ts'
import { differentiate } from '../plan/differentiate.ts'
import type { Plan } from '../plan/plan.ts'
import { Trace } from '../plan/trace.ts'
import type { Program, Runtime } from '../runtime/runtime.ts'
import type { LoopParts, RunOptions } from '../train/loop.ts'
import { lowerRate, optimizerOf, type TrainingSettings, validateSettings } from '../train/settings.ts'
import { beginning, type Snapshot, writeSnapshot } from '../train/snapshot.ts'
import { batcherFrom, TextLoop, textParts } from '../train/textLoop.ts'

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

export interface DistillerOptions {
  teacher: Teacher
  student: ModelConfig
  how: Distillation
  settings: TrainingSettings
  /** to learn from */
  tokens: Int32Array
  /** go on from here instead of a new student, exactly */
  state?: Snapshot
}

/** A new student learns from a text and from its teacher's logits, in the one training loop. */
export class Distiller extends TextLoop {
  private constructor(
    parts: LoopParts,
    private readonly options: DistillerOptions,
    private readonly saying: Program,
    batcher: Batcher,
  ) {
    super(parts, batcher)
  }

  /** @throws CourseError 'bad-argument' where the two do not fit together, 'bad-ids', 'bad-checkpoint' or 'out-of-memory' */
  static create(runtime: Runtime, options: DistillerOptions): Promise<Distiller> {
    const { teacher, student, how, settings, tokens } = options
    return owning(async (owner) => {
      validateSettings(settings)
      checkPair(teacher.config, student, how)
      checkIds(tokens, student.nVocab, 'text')
      const [own, others] = [modelLayout(student), modelLayout(teacher.config)]
      const store = owner.own(await runtime.createStore(own))
      const known = owner.own(await runtime.createStore(others, { training: false }))
      known.write('weight', flatten(others, teacher.weights))
      const start = options.state ?? beginning(initialWeights(own, settings.seed))
      writeSnapshot(store, start)
      const parts: LoopParts = {
        owner,
        runtime,
        store,
        program: owner.own(await store.compile(distillationPlan(student, own, settings.batch, how, optimizerOf(settings)))),
        ...textParts(student, settings),
        start,
        hint: `Try ${lowerRate(settings.learningRate)}.`,
      }
      const saying = owner.own(await known.compile(evaluationPlan(teacher.config, others, settings.batch, student.nCtx)))
      return new Distiller(parts, options, saying, batcherFrom(start, tokens, student, settings))
    })
  }

  /** The student as it is now. */
  async weights(): Promise<Tensors> {
    return unflatten(this.store.layout, (await this.snapshot()).weights)
  }

  protected override async prepare({ ids, targets }: Batch): Promise<void> {
    // Alone: nothing that the teacher says has a weight.
    if (this.options.how.alpha === 0) return
    this.saying.write('ids', ids)
    this.saying.write('targets', targets)
    const [logits] = await this.saying.replayAndRead({ step: 0, learningRate: 0, seed: 0, position: 0 }, ['logits'])
    this.program.write('teacher', logits!)
  }
}

/** Trains a new student until the end, or until it is told to stop; returns its weights. @throws as `Distiller` does */
export async function distill(
  runtime: Runtime,
  teacher: Teacher,
  student: ModelConfig,
  how: Distillation,
  settings: TrainingSettings,
  tokens: Int32Array,
  options: RunOptions = {},
): Promise<Tensors> {
  const distiller = await Distiller.create(runtime, { teacher, student, how, settings, tokens })
  try {
    await distiller.run(options)
    return await distiller.weights()
  } finally {
    distiller.destroy()
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
