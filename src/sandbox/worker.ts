/**
 * The worker that runs a learner's code. It lives in a page without an origin, under a policy that forbids all connections; what is
 * taken away here is a second fence, and keeps the code from speaking to the page itself.
 */
import { evaluate } from './evaluate.ts'
import { LIMITS, type Program } from './messages.ts'

const scope = self as unknown as Record<string, unknown>
const post = (self as unknown as Worker).postMessage.bind(self)
const now = performance.now.bind(performance)

/** Ways out, and ways to start more workers. */
const TAKEN = [
  'postMessage',
  'close',
  'importScripts',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'MessageChannel',
  'indexedDB',
  'caches',
  'navigator',
  'Notification',
  'onmessage',
  'addEventListener',
  'dispatchEvent',
  'requestAnimationFrame',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'createImageBitmap',
  'OffscreenCanvas',
  'FileReaderSync',
  'WebAssembly',
  'SharedArrayBuffer',
]

/** Takes a name away from the global object and from all that it inherits from. */
function take(name: string): void {
  for (let holder: object | null = self; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) Reflect.deleteProperty(holder, name)
  }
  if (name in self) Object.defineProperty(self, name, { value: undefined, configurable: false, writable: false })
}

const ARRAYS = [
  'ArrayBuffer',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
]

/** Bytes of large typed arrays: made since the last breath, and held, as far as the engine has said what was let go of. */
let fresh = 0
let held = 0
const letGo = new FinalizationRegistry<number>((bytes) => {
  held -= bytes
})

function count(bytes: number): void {
  if (bytes < 2 ** 14) return
  fresh += bytes
  held += bytes
  if (fresh > LIMITS.bytes || held > 2 * LIMITS.bytes)
    throw new RangeError(`The arrays take more than the ${LIMITS.bytes / 2 ** 20} MB that the sandbox gives.`)
}

/** From here on typed arrays are counted, and no more of them are made once they take all that the code may have. */
function countBytes(): void {
  for (const name of ARRAYS) {
    const real = scope[name] as (new (...given: unknown[]) => ArrayBufferView) | undefined
    if (!real) continue
    const size = (real as unknown as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
    const counting = new Proxy(real, {
      construct(target, given, made) {
        const [first] = given
        const asked = typeof first === 'number' ? first * size : 0
        count(asked)
        const array = Reflect.construct(target, given, made) as ArrayBufferView
        const view = typeof first === 'object' && first !== null && !ArrayBuffer.isView(first) && 'byteLength' in first
        if (!view && asked === 0) count(array.byteLength)
        if (array.byteLength >= 2 ** 14 && !view) letGo.register(array, array.byteLength)
        return array
      },
    })
    Object.defineProperty(real.prototype, 'constructor', { value: counting, writable: false, configurable: false })
    Object.defineProperty(self, name, { value: counting, writable: false, configurable: false })
  }
}

/** A task of its own, by a channel whose ends the code does not know. */
const channel = new MessageChannel()
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    channel.port1.onmessage = () => {
      fresh = 0
      resolve()
    }
    channel.port2.postMessage(0)
  })

self.onmessage = ({ data }: MessageEvent<Program>) => {
  self.onmessage = null
  for (const name of TAKEN) take(name)
  countBytes()
  void evaluate(data, { post, now, breathe })
}
