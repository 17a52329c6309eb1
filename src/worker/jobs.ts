/** Everything that takes time: one job at a time on the device and one small network beside it, the others in their order behind them, each seen and stopped by its id. */
import { CourseError, toPlainError } from '../core/errors.ts'
import type { Environment } from './environment.ts'
import { newId } from './models.ts'
import { Outbox } from './outbox.ts'
import type { JobEnding, JobEvent, JobSpec, JobView, ModelSummary } from './protocol.ts'

/** A job that is ready to begin. */
export interface Task {
  /** what it makes, as it begins */
  readonly model?: ModelSummary
  /** Works to its end, and says how that was; never rejects. */
  go(): Promise<JobEnding>
  /** Is heard soon; `go` then resolves. */
  stop(): void
  /** How far it is, and what it is called by now. */
  progress(): Pick<JobView, 'step' | 'totalSteps' | 'secondsLeft' | 'unsaved'> & { name?: string }
}

export interface JobTools {
  /** Makes a job ready; throws what is wrong with it, and then nothing has begun. */
  prepare(spec: JobSpec, jobId: string, outbox: Outbox): Promise<Task>
  /** What can be wrong is said before it waits. @returns how long it will take, s; null where that cannot be known */
  check(spec: JobSpec): Promise<number | null>
}

interface Job {
  jobId: string
  spec: JobSpec
  outbox: Outbox
  status: JobView['status']
  task: Task | null
  stopWanted: boolean
  /** predicted, s */
  seconds: number | null
  /** its turn has come, or it was stopped before */
  turn: Deferred
  over: Deferred
}

/** A list goes out so often at most, while only its numbers change. */
const LIST_MS = 250

export class Jobs {
  private readonly all: Job[] = []
  private readonly watchers = new Set<(jobs: JobView[]) => void>()
  private listedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly env: Environment,
    private readonly tools: JobTools,
  ) {}

  /** True while a job has the device, or is about to. */
  get busy(): boolean {
    return this.all.some(usesDevice)
  }

  /** Resolves when the job has begun; what keeps it from that is thrown. Where others are under way it waits for its turn. */
  async run(spec: JobSpec, onEvent: (event: JobEvent) => void): Promise<{ jobId: string; model?: ModelSummary }> {
    const jobId = newId()
    const hear = (event: JobEvent): void => {
      onEvent(event)
      this.listIfDue()
    }
    const outbox = new Outbox(jobId, hear, this.env.now)
    const job: Job = {
      jobId,
      spec,
      outbox,
      status: 'queued',
      task: null,
      stopWanted: false,
      seconds: null,
      turn: deferred(),
      over: deferred(),
    }
    this.all.push(job)
    try {
      await this.waitForTurn(job)
      job.status = 'starting'
      this.list()
      job.task = await this.tools.prepare(spec, jobId, outbox)
    } catch (error) {
      this.remove(job)
      throw error
    }
    const { model } = job.task
    // Stop may have been pressed while it was made ready.
    if (job.stopWanted) job.task.stop()
    job.status = job.stopWanted ? 'stopping' : 'running'
    outbox.tellNow({ type: 'started', ...(model && { model }) })
    this.list()
    // The answer to this command goes out before the first step is told.
    void this.env.yieldToMessages().then(() => this.work(job))
    return { jobId, ...(model && { model }) }
  }

  /** Resolves when the job has ended, and what it made was saved. One that has ended already is no fault. */
  async stop(jobId: string): Promise<void> {
    const job = this.all.find((each) => each.jobId === jobId)
    if (!job) return
    job.stopWanted = true
    if (job.status === 'queued') job.turn.resolve()
    else if (job.task) {
      job.status = 'stopping'
      job.task.stop()
    }
    this.list()
    await job.over.promise
  }

  /** Those under way and those that wait, in their order. */
  views(): JobView[] {
    let ahead: number | null = 0
    return this.all.map((job) => {
      const view = viewOf(job, job.status === 'queued' ? ahead : null)
      if (usesDevice(job)) ahead = ahead === null || view.secondsLeft === null ? null : ahead + view.secondsLeft
      return view
    })
  }

  /** Hears the list now, and whenever it changes; numbers alone go out a few times a second. */
  watch(onJobs: (jobs: JobView[]) => void): void {
    this.watchers.add(onJobs)
    onJobs(this.views())
  }

  private async waitForTurn(job: Job): Promise<void> {
    const ahead = () => this.all.slice(0, this.all.indexOf(job)).filter((other) => usesDevice(other) === usesDevice(job))
    if (ahead().length > 0) {
      job.seconds = await this.tools.check(job.spec)
      if (ahead().length > 0 && !job.stopWanted) {
        job.outbox.tellNow({ type: 'queued' })
        this.list()
        await job.turn.promise
      }
    }
    if (job.stopWanted) throw new CourseError('stopped', 'It was taken back before its turn came.', 'Start it again.')
  }

  private async work(job: Job): Promise<void> {
    const ending = await job.task!.go().catch((error): JobEnding => ({ status: 'failed', step: 0, error: toPlainError(error) }))
    this.remove(job)
    job.outbox.end(ending)
  }

  /** The next in its lane has its turn. */
  private remove(job: Job): void {
    this.all.splice(this.all.indexOf(job), 1)
    job.over.resolve()
    this.all.find((other) => usesDevice(other) === usesDevice(job))?.turn.resolve()
    this.list()
  }

  private listIfDue(): void {
    if (this.env.now() - this.listedAt >= LIST_MS) this.list()
  }

  private list(): void {
    this.listedAt = this.env.now()
    const views = this.views()
    for (const watcher of this.watchers) watcher(views)
  }
}

/** The small networks of tfjs run beside a job that has the device; it is theirs by turns. */
const usesDevice = ({ spec }: Job): boolean => spec.kind !== 'net'

function viewOf({ jobId, spec, status, task, seconds }: Job, startsInSeconds: number | null): JobView {
  const { name, ...far } = task?.progress() ?? { name: undefined, step: 0, totalSteps: 0, secondsLeft: seconds, unsaved: false }
  const title = spec.title ?? name ?? TITLES[spec.kind]
  return { jobId, kind: spec.kind, title, keep: spec.keep, status, modelId: task?.model?.id ?? null, startsInSeconds, ...far }
}

/** Of a job that nobody has named. */
const TITLES: Record<JobSpec['kind'], string> = {
  train: 'a new run',
  resume: 'a run that goes on',
  branch: 'a new branch',
  finetune: 'fine-tuning',
  lora: 'adapters',
  distill: 'a student',
  prune: 'pruning',
  quantize: 'quantizing',
  evaluate: 'an evaluation',
  net: 'a small network',
}

interface Deferred {
  promise: Promise<void>
  resolve(): void
}

function deferred(): Deferred {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
