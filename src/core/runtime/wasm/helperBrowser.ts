/** A helper thread of the wasm runtime in a browser: a worker that the core's worker starts. */
import { type HelperStart, help } from './walk.js'

self.onmessage = async ({ data }: MessageEvent<HelperStart>) => {
  await help(data, () => self.postMessage('ready'))
  self.close()
}
