/** A thread of Node's that grades: started by the command `grade`, one for each core. */
import { parentPort } from 'node:worker_threads'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { serve } from '../teach/grading/serve.ts'

const port = parentPort!
port.on(
  'message',
  serve(
    () => openWasm({ threads: 1 }),
    (answer) => port.postMessage(answer),
  ),
)
