/** A worker of the page that grades handed-in models, on one thread: several of them share the machine. */
import { openWasm } from '../../core/runtime/wasm/browser.ts'
import { serve } from './serve.ts'

const run = serve(
  () => openWasm(1),
  (answer) => self.postMessage(answer),
)
self.onmessage = ({ data }) => void run(data)
