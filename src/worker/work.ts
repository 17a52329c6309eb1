/** What each kind of job is: how it is made ready, how long it will take, and what is left of one that is not kept. */
import { CourseError } from '../core/errors.ts'
import type { Jobs, JobTools, Task } from './jobs.ts'
import type { Makers } from './making.ts'
import type { Models } from './models.ts'
import type { Nets } from './nets.ts'
import type { Outbox } from './outbox.ts'
import type { JobSpec } from './protocol.ts'
import type { Runs } from './runs.ts'
import type { Snapshots } from './snapshots.ts'
import type { UnderWay } from './underWay.ts'

/** So many models of jobs that were not kept stay in memory; figures discard theirs, so more are nobody's. */
const MOST_PASSING = 16

export class Work implements JobTools {
  /** the models of jobs that are not kept, by job, oldest first */
  private readonly passing = new Map<string, string>()

  constructor(
    private readonly runs: Runs,
    private readonly makers: Makers,
    private readonly nets: Nets,
    private readonly models: Models,
    private readonly snapshots: Snapshots,
    private readonly underWay: UnderWay,
    /** told of a model that is no more */
    private readonly gone: (modelId: string) => void,
    /** frees what models that were asked hold on the device */
    private readonly makeRoom: () => Promise<void>,
  ) {}

  async prepare(spec: JobSpec, jobId: string, outbox: Outbox): Promise<Task> {
    const task = await this.withRoom(() => this.taskOf(spec, outbox))
    if (!spec.keep && task.model) {
      this.passing.set(jobId, task.model.id)
      for (const oldest of [...this.passing.keys()].slice(0, -MOST_PASSING)) await this.letGo(oldest)
    }
    return task
  }

  async check(spec: JobSpec): Promise<number | null> {
    if ('modelId' in spec && !this.underWay.of(spec.modelId)) await this.models.mustBeHere(spec.modelId)
    return spec.kind === 'train' ? (await this.runs.estimate(spec.spec)).seconds : null
  }

  /** Ends a job that is not kept, and forgets what it made. */
  async discard(jobs: Jobs, jobId: string): Promise<void> {
    await jobs.stop(jobId)
    await this.letGo(jobId)
  }

  private async letGo(jobId: string): Promise<void> {
    const modelId = this.passing.get(jobId)
    if (modelId === undefined) return
    this.passing.delete(jobId)
    await this.models.letGo(modelId)
    await this.snapshots.letGo(modelId)
    this.gone(modelId)
  }

  /** A job that does not fit beside the models that were asked gets their room. */
  private async withRoom(make: () => Promise<Task>): Promise<Task> {
    try {
      return await make()
    } catch (error) {
      if (!(error instanceof CourseError && error.code === 'out-of-memory')) throw error
      await this.makeRoom()
      return make()
    }
  }

  private taskOf(spec: JobSpec, outbox: Outbox): Promise<Task> {
    const begin = { keep: spec.keep, outbox }
    switch (spec.kind) {
      case 'train':
        return this.runs.anew(spec.spec, begin, spec.faults)
      case 'resume':
        return this.makers
          .goOnTuning(spec.modelId, outbox)
          .then((tuning) => tuning ?? this.runs.onwards(spec.modelId, spec.totalSteps, begin))
      case 'branch':
        return this.runs.branch(spec.modelId, spec.branch, begin)
      case 'finetune':
        return this.makers.finetune(spec, outbox)
      case 'lora':
        return this.makers.lora(spec, outbox)
      case 'distill':
        return this.makers.distill(spec, outbox)
      case 'prune':
        return this.makers.prune(spec, outbox)
      case 'quantize':
        return this.makers.quantize(spec, outbox)
      case 'evaluate':
        return this.makers.evaluate(spec)
      case 'net':
        return this.nets.prepare(spec.net, outbox)
      default:
        return spec satisfies never
    }
  }
}
