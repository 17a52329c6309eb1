/** A grading thread of the page: a worker, ended when it takes too long. */
import type { Thread } from './pool.ts'
import { threadOver } from './thread.ts'

export function startThread(): Thread {
  const worker = new Worker(new URL('../grading/grading.worker.ts', import.meta.url), { type: 'module' })
  return threadOver({
    post: (job) => worker.postMessage(job),
    listen(answered, failed) {
      worker.onmessage = ({ data }) => answered(data)
      worker.onerror = (event) => {
        event.preventDefault()
        failed(event.message || 'it did not start')
      }
    },
    terminate: () => worker.terminate(),
  })
}
