/** Faults of the device that computes. */
import { DEVICE, GPU, OUT, CARE, BROWSER, SOAK, type Fault } from './fault.ts'

export const device: readonly Fault[] = [
  {
    fault: 'GPU device destroyed',
    injected: 'device.destroy() and a lost device in the middle of a run',
    seen: 'the run goes on; a notice says that the device was lost',
    kept: 'the last sound state; the same weights in the end',
    tests: [
      [GPU, 'a lost device rejects what waits'],
      [DEVICE, 'is opened again, and after three losses the CPU finishes the run'],
    ],
  },
  {
    fault: 'GPU process crashed',
    injected: 'Chromium, Browser.crashGpuProcess',
    seen: 'the run goes on',
    kept: 'the run',
    tests: [[BROWSER, 'the GPU process crashes']],
  },
  {
    fault: 'device lost three times',
    injected: 'three losses one after another',
    seen: 'the CPU goes on, and the page says so',
    kept: 'the run, to the same weights',
    tests: [[DEVICE, 'after three losses the CPU finishes']],
  },
  {
    fault: 'dispatch that hangs',
    injected: 'reads that never come back',
    seen: 'given up after seconds; the run goes on on another device',
    kept: 'the last sound state',
    tests: [
      [DEVICE, 'hangs without saying so'],
      [DEVICE, 'is not given up while it writes a sample'],
    ],
  },
  {
    fault: 'adapter, device or pipeline that never comes',
    injected: 'promises that never settle',
    seen: 'seconds, then the CPU; named in a sentence',
    kept: 'nothing was begun',
    tests: [
      ['src/core/runtime/webgpu/silence.test.ts', 'an adapter that never comes'],
      ['src/core/runtime/webgpu/silence.test.ts', 'a device that never comes'],
      ['src/core/runtime/webgpu/silence.test.ts', 'a kernel that is never ready'],
    ],
  },
  {
    fault: 'no WebGPU, null adapter',
    injected: 'navigator.gpu absent, requestAdapter null',
    seen: 'the CPU, and why; asked for explicitly: a refusal',
    kept: 'nothing was begun',
    tests: [
      [GPU, 'no adapter and no device say so'],
      ['src/worker/core.test.ts', 'runs on the CPU where there is no GPU'],
    ],
  },
  {
    fault: 'software adapter',
    injected: 'an adapter that only pretends',
    seen: 'the CPU is preferred, unless the adapter is asked for',
    kept: 'nothing was begun',
    tests: [
      [GPU, 'knows an adapter that only pretends'],
      [DEVICE, 'prefers the CPU to a software adapter'],
    ],
  },
  {
    fault: 'uncaptured GPU error',
    injected: 'an invalid call on the device',
    seen: 'the program fails with that error; no number of it is used',
    kept: 'the last sound state',
    tests: [[GPU, 'an uncaptured error is fatal']],
  },
  {
    fault: 'shader that does not compile',
    injected: 'broken WGSL',
    seen: 'the kernel and its line',
    kept: 'nothing was begun',
    tests: [[GPU, 'a kernel that does not compile is named']],
  },
  {
    fault: 'kernel that computes wrong',
    injected: 'gradients 1 % off; mutants of every kernel',
    seen: 'the GPU is not used, and the page says why',
    kept: 'the CPU goes on',
    tests: [
      [DEVICE, 'does not use a GPU that computes gradients 1 % wrong'],
      ['tests/full/mutants/mutants.test.ts', 'faults in AssemblyScript are seen'],
    ],
  },
  {
    fault: 'over a device limit',
    injected: 'a store larger than any buffer',
    seen: 'a refusal with its size, before any allocation',
    kept: 'nothing was begun',
    tests: [[GPU, 'a store that no buffer can hold is refused']],
  },
  {
    fault: 'out of memory',
    injected: 'WebAssembly memory that is refused, or ends',
    seen: 'how much was asked and how much there is',
    kept: 'small models still train in 256 MiB',
    tests: [
      ['src/core/runtime/wasm/wasm.test.ts', '256 MiB are enough for small models'],
      ['src/core/runtime/wasm/wasm.test.ts', 'says how much was asked'],
    ],
  },
  {
    fault: 'a loss that is no number',
    injected: 'learning rates of 1e3 and 1e30; weights of 1e38',
    seen: 'the step, the rate and what to try; exit status 1',
    kept: 'the last sound state; never over a better one',
    tests: [
      ['src/worker/core.test.ts', 'fails on a loss that is no number'],
      [OUT, 'a run that ends in no number'],
      [CARE, 'weights that compute to no number'],
    ],
  },
  {
    fault: 'leaks',
    injected: '10,000 steps',
    seen: 'nothing grows',
    kept: 'all of it',
    tests: [[SOAK, 'steps without growth']],
  },
  {
    fault: 'slow CPU',
    injected: 'Chromium, CPU throttled six times',
    seen: 'the run goes on, and Stop is heard',
    kept: 'the run, saved',
    tests: [[BROWSER, 'six times slower']],
  },
]
