/** What is said of a fault that the course must survive, and the files whose tests show it. */

/** A file, and words of the title of a test in it (or of the block around it). */
export type Shown = readonly [file: string, title: string]

export interface Fault {
  fault: string
  injected: string
  seen: string
  kept: string
  /** none where what could break is not there */
  tests: readonly Shown[]
}

export const [DEVICE, GPU, FOLDERS] = ['src/worker/device.test.ts', 'src/core/runtime/webgpu/webgpu.test.ts', 'src/storage/folders.test.ts']
export const [OUT, COMMIT, SIGNALS, CARE] = [
  'src/cli/out/outFolder.test.ts',
  'src/cli/out/commit.test.ts',
  'src/cli/signals.test.ts',
  'src/cli/care.test.ts',
]
export const [BROWSER, SAVING, HABITS, JOBS] = [
  'tests/full/faults/browser.test.ts',
  'src/worker/saving.test.ts',
  'tests/e2e/habits.test.ts',
  'tests/e2e/jobs.test.ts',
]
export const [FILES, HUB, FUZZ, SOAK] = [
  'src/core/checkpoint/awkwardFiles.test.ts',
  'src/core/hub/hub.test.ts',
  'tests/fuzz/parsers.test.ts',
  'tests/full/soak.test.ts',
]
