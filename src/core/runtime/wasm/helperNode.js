/** A helper thread of the wasm runtime in Node. */
import { parentPort } from 'node:worker_threads'
import { help } from './walk.js'

parentPort.once('message', (start) => help(start, () => parentPort.postMessage('ready')))
