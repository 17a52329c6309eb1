/**
 * The sandbox's inner page, which has no origin: it starts a worker for every run, ends it when its time is over or when it says too
 * much, and passes on what it answers. No code of a learner's runs in this page itself.
 */
import { type Answer, type Ended, type FromSandbox, LIMITS, type Program, readAnswer, type ToSandbox, weightOf } from './messages.ts'

/** The built worker as text, put here by the build. */
declare const WORKER: string

const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }))

/** Ends the run that is under way. */
let end: (() => void) | null = null

function begin(course: MessagePort, run: number, program: Program, seconds: number): void {
  end?.()
  const worker = new Worker(address)
  let messages = 0
  let numbers = 0
  const tell = (message: Answer | Ended): void => course.postMessage({ run, ...message } satisfies FromSandbox)
  const stop = (): void => {
    clearTimeout(clock)
    worker.onmessage = worker.onerror = null
    worker.terminate()
    end = null
  }
  const over = (ended: Ended): void => {
    stop()
    tell(ended)
  }
  const clock = setTimeout(() => over({ type: 'ended', why: 'time' }), 1000 * seconds)
  worker.onerror = (event) => {
    event.preventDefault()
    over({ type: 'ended', why: 'crash', error: { message: String(event.message).slice(0, 1000), line: null } })
  }
  worker.onmessage = ({ data }) => {
    const answer = readAnswer(data)
    numbers += answer ? weightOf(answer) : 0
    if (++messages > LIMITS.messages) over({ type: 'ended', why: 'flood' })
    else if (!answer || numbers > LIMITS.numbers) over({ type: 'ended', why: 'size' })
    else {
      tell(answer)
      if (answer.type === 'done' || answer.type === 'broken') over({ type: 'ended', why: 'done' })
    }
  }
  end = stop
  worker.postMessage(program)
}

/** The first message brings the course's port; nobody else is listened to after that. */
addEventListener(
  'message',
  ({ ports: [course] }) => {
    if (!course) return
    course.onmessage = ({ data }: MessageEvent<ToSandbox>) => {
      if (data.type === 'run') begin(course, data.run, data.program, data.seconds)
      else if (data.type === 'ping') course.postMessage({ run: data.run, type: 'pong' } satisfies FromSandbox)
      else end?.()
    }
    course.postMessage('ready')
  },
  { once: true },
)
