/** The course's side of the sandbox: opens it when it is first needed, speaks to it over a port of its own, opens a new one where it is gone. */
import { readFromSandbox, type ToSandbox } from './messages.ts'
import { Gathered, type OnReport, type Outcome, type Run } from './run.ts'

/** How much longer than its time a run may take before the sandbox itself counts as gone. */
const GRACE_MS = 5_000
/** The sandbox's page runs no code of a learner's, and so answers at once. One that is silent for so long is gone. */
const PING_MS = 1_000
const SILENT_PINGS = 8
const OPENS_MS = 20_000

interface Open {
  port: MessagePort
  frame: HTMLIFrameElement
}

let opening: Promise<Open> | null = null
let runs = 0

function open(): Promise<Open> {
  opening ??= new Promise<Open>((resolve, reject) => {
    const frame = document.createElement('iframe')
    const { port1, port2 } = new MessageChannel()
    const address = new URL('sandbox.html', document.baseURI)
    const failed = (): void => {
      close({ frame, port: port1 })
      reject({
        code: 'not-found',
        message: 'The page in which your code would run did not open.',
        hint: 'Check the connection and try again.',
      })
    }
    const clock = setTimeout(failed, OPENS_MS)
    const heard = ({ source, origin, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || origin !== address.origin || data !== 'sandbox') return
      removeEventListener('message', heard)
      frame.contentWindow?.postMessage(0, address.origin, [port2])
    }
    addEventListener('message', heard)
    port1.onmessage = () => {
      clearTimeout(clock)
      resolve({ port: port1, frame })
    }
    frame.src = address.href
    frame.title = 'Where your code runs'
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    // Not display: none, which lets browsers slow down what runs in it.
    Object.assign(frame.style, {
      position: 'fixed',
      width: '1px',
      height: '1px',
      bottom: '0',
      left: '0',
      border: '0',
      opacity: '0',
      pointerEvents: 'none',
    })
    document.body.append(frame)
  })
  return opening
}

function close({ port, frame }: Open): void {
  port.close()
  frame.remove()
  opening = null
}

/** One run after another: the one that is asked for later waits. */
let last: Promise<unknown> = Promise.resolve()

export const runInSandbox: Run = (program, options) => {
  const mine = last.then(
    () => runNow(program, options),
    () => runNow(program, options),
  )
  last = mine
  return mine
}

async function runNow(
  program: Parameters<Run>[0],
  { seconds, signal, onReport }: { seconds: number; signal?: AbortSignal; onReport?: OnReport },
): Promise<Outcome> {
  const gathered = new Gathered(program.calls.length, onReport)
  const { outcome } = gathered
  if (signal?.aborted) return { ...outcome, why: 'stopped' }
  const sandbox = await open()
  const run = ++runs
  const send = (message: ToSandbox): void => sandbox.port.postMessage(message)
  return new Promise((resolve) => {
    const end = (why: Outcome['why']): void => {
      clearTimeout(clock)
      clearInterval(pulse)
      signal?.removeEventListener('abort', stop)
      resolve({ ...outcome, why })
    }
    const stop = (): void => {
      send({ run, type: 'stop' })
      end('stopped')
    }
    // A worker that takes all memory can take the sandbox's process with it, which no event tells this page.
    const gone = (): void => {
      close(sandbox)
      end('crash')
    }
    const clock = setTimeout(gone, 1000 * seconds + GRACE_MS)
    let unanswered = 0
    const pulse = setInterval(() => {
      if (unanswered++ >= SILENT_PINGS) gone()
      else send({ run, type: 'ping' })
    }, PING_MS)
    sandbox.port.onmessage = ({ data }) => {
      const message = readFromSandbox(data)
      if (message?.run !== run) return
      unanswered = 0
      if (message.type === 'pong') return
      if (message.type !== 'ended') return gathered.take(message)
      if (message.error) outcome.broken = message.error
      end(message.why)
    }
    signal?.addEventListener('abort', stop)
    send({ run, type: 'run', program, seconds })
  })
}
