/** Types of walk.js. */

/** Byte offsets in the control block, whose words all threads share. */
export declare const CONTROL: Readonly<
  Record<'bytes' | 'start' | 'done' | 'inside' | 'open' | 'table' | 'calls' | 'counters' | 'stop' | 'failed', number>
>
/** Numbers that precede the arguments of a call in the table. */
export declare const HEAD: number

export type Kernel = (...args: number[]) => number

/** What the main thread sends to a helper, once. */
export interface HelperStart {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  control: number
  scratch: number
}

export declare function functionsOf(exports: Readonly<Record<string, Kernel>>): Kernel[]
export declare function walk(exports: Readonly<Record<string, Kernel>>, functions: readonly Kernel[], control: number): void
/** Resolves when the helper was told to stop. `ready` is called as soon as it waits for work. */
export declare function help(start: HelperStart, ready: () => void): Promise<void>
