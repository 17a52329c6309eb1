/**
 * The faults that the course must survive, each with how it is injected, what the person sees, what is kept, and the tests that show it.
 * `npm run faults` runs those tests and prints the table; `npm run check:full` prints it from its own run.
 */

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

const [DEVICE, GPU, FOLDERS] = ['src/worker/device.test.ts', 'src/core/runtime/webgpu/webgpu.test.ts', 'src/storage/folders.test.ts']
const [OUT, COMMIT, SIGNALS, CARE] = [
  'src/cli/out/outFolder.test.ts',
  'src/cli/out/commit.test.ts',
  'src/cli/signals.test.ts',
  'src/cli/care.test.ts',
]
const [BROWSER, SAVING, HABITS, JOBS] = [
  'tests/full/faults/browser.test.ts',
  'src/worker/saving.test.ts',
  'tests/e2e/habits.test.ts',
  'tests/e2e/jobs.test.ts',
]
const [FILES, HUB, FUZZ, SOAK] = [
  'src/core/checkpoint/awkwardFiles.test.ts',
  'src/core/hub/hub.test.ts',
  'tests/fuzz/parsers.test.ts',
  'tests/full/soak.test.ts',
]

const device: Fault[] = [
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

const page: Fault[] = [
  {
    fault: 'page crashed',
    injected: 'Chromium, Page.crash in mid-run',
    seen: 'the run is offered again; Go on goes on',
    kept: 'all up to the last save',
    tests: [[BROWSER, 'a page that crashes']],
  },
  {
    fault: 'browser killed',
    injected: 'SIGKILL of Chromium in mid-run; a crash at any write of any save',
    seen: 'the run is offered again; Go on goes on',
    kept: 'a whole state, of the last save or the one before',
    tests: [
      [BROWSER, 'a browser that is killed'],
      [FOLDERS, 'has a whole state after a crash at any write'],
    ],
  },
  {
    fault: 'tab closed or reloaded at any step',
    injected: '200 random kills; a reload in the middle',
    seen: 'the run is offered again',
    kept: 'the bits of a run that was let be',
    tests: [
      [SOAK, 'gives the same bits after'],
      ['tests/e2e/lab.test.ts', 'goes on after a reload in the middle of a run'],
    ],
  },
  {
    fault: 'worker that dies',
    injected: 'an error of the worker',
    seen: 'a card with the cause',
    kept: 'what was saved',
    tests: [['src/worker/client.test.ts', 'a dead worker rejects what was under way']],
  },
  {
    fault: 'frozen tab',
    injected: 'Chromium, Page.setWebLifecycleState',
    seen: 'the run goes on when the tab is back',
    kept: 'the run',
    tests: [[BROWSER, 'a tab that is frozen']],
  },
  {
    fault: 'page left and come back to',
    injected: 'another address and Back, in mid-run',
    seen: 'the run goes on, or is offered',
    kept: 'all up to the last save',
    tests: [[BROWSER, 'left and come back to']],
  },
  {
    fault: 'two tabs',
    injected: 'two runs in two tabs, one reloaded',
    seen: 'each is offered its own',
    kept: 'both',
    tests: [[JOBS, 'two tabs: each is offered its own run']],
  },
  {
    fault: 'offline',
    injected: 'network off after and during the first visit',
    seen: 'the course opens; what does not load says so in its place',
    kept: 'the run under way',
    tests: [
      [HABITS, 'after one visit the landing page writes'],
      [HABITS, 'at the first visit, before anything is kept'],
    ],
  },
  {
    fault: 'stale files after a deploy',
    injected: 'a new version on the server',
    seen: 'offered quietly; no reload while a run is under way',
    kept: 'the run',
    tests: [
      [HABITS, 'a new version is offered quietly'],
      ['src/pages/shell/staleChunks.test.tsx', 'not while a run is under way'],
    ],
  },
  {
    fault: 'clock jumps',
    injected: 'the day’s clock an hour back, in a lesson and in a run',
    seen: 'nothing',
    kept: 'place and run are kept as before',
    tests: [[BROWSER, 'the clock jumps']],
  },
]

const storage: Fault[] = [
  {
    fault: 'storage full during a run (page)',
    injected: 'Chromium, Storage.overrideQuotaForOrigin; QuotaExceededError',
    seen: 'red at the first failed save; Save again, Export from memory',
    kept: 'the last save, and the run in memory',
    tests: [
      [JOBS, 'storage that fills up during a run'],
      [SAVING, 'a run whose storage fills up says so'],
    ],
  },
  {
    fault: 'short write',
    injected: 'a write that returns less, or 4294967288',
    seen: 'storage-full, as above',
    kept: 'the save before',
    tests: [[FOLDERS, 'write with storage-full and keeps the last save']],
  },
  {
    fault: 'every byte of a saved state flipped in turn',
    injected: 'one bit of each byte',
    seen: 'nothing: the generation before is served',
    kept: 'the generation before',
    tests: [
      [FOLDERS, 'serves the older generation for every flipped byte'],
      [FUZZ, 'whichever byte is flipped'],
    ],
  },
  {
    fault: 'storage cleared, IndexedDB connection lost',
    injected: 'Chromium, Storage.clearDataForOrigin in mid-run',
    seen: 'the run goes on and says truthfully whether it is saved',
    kept: 'what is written afterwards',
    tests: [[BROWSER, 'storage that is cleared']],
  },
  {
    fault: 'data of an older version',
    injected: 'the first version’s records',
    seen: 'read as they are',
    kept: 'all',
    tests: [['src/session/learning/learning.test.ts', 'what the first version kept is read']],
  },
]

const commandLine: Fault[] = [
  {
    fault: 'Ctrl-C, SIGTERM, closed terminal',
    injected: 'a real terminal; kill',
    seen: 'one sentence that says where it is saved',
    kept: 'everything learned',
    tests: [
      [SIGNALS, 'Ctrl-C in a terminal saves once'],
      [SIGNALS, 'a terminal that is closed saves'],
      [SIGNALS, 'SIGTERM saves'],
    ],
  },
  {
    fault: 'kill -9 in mid-run and in mid-save',
    injected: 'SIGKILL; a stop at every change of a commit',
    seen: '--resume goes on to the same bits',
    kept: 'all up to the last save',
    tests: [
      [SIGNALS, 'kill -9 loses what came after the last save'],
      [COMMIT, 'at every step: whole before and whole after'],
    ],
  },
  {
    fault: 'disk full (command line)',
    injected: 'a small tmpfs, full before and during the run',
    seen: 'before the work where it can be known; else where it was kept beside',
    kept: 'what was learned',
    tests: [
      [OUT, 'is known before the work where it is full already'],
      [OUT, 'that fills up during the run keeps what was learned elsewhere'],
      [COMMIT, 'that cannot write leaves everything as it was'],
    ],
  },
  {
    fault: "somebody else's folder, or the source, as --out",
    injected: 'projects, links, corpora inside models',
    seen: 'refused before any work, and how to go on',
    kept: 'every byte of it',
    tests: [
      [OUT, 'what is a person’s stays'],
      [OUT, 'never writes over its own source'],
      [OUT, 'knows before any work that nothing can be written there'],
    ],
  },
  {
    fault: 'damaged training state',
    injected: 'a broken training_state.safetensors, a foreign run.json',
    seen: 'sample, eval and export go on; resume says what is wrong',
    kept: 'the weights',
    tests: [[CARE, 'a damaged training state']],
  },
]

const input: Fault[] = [
  {
    fault: 'files that are something else',
    injected: 'pickle, HTML, LFS pointer, GGUF, gzip, 7z, rar, ONNX under other names',
    seen: 'what the file is',
    kept: 'nothing was begun',
    tests: [[FILES, 'told by its first bytes']],
  },
  {
    fault: 'cut downloads, missing parts',
    injected: 'files cut anywhere; shards without the others; connections that break',
    seen: 'N of M bytes; the missing parts by name; a download goes on',
    kept: 'whole parts',
    tests: [
      [FILES, 'a download that is not whole'],
      [FILES, 'the missing ones are named'],
      [HUB, 'goes on after cut connections'],
      [HUB, 'is refused where its hash is not the listed one'],
      [HUB, 'says so when there is no room'],
    ],
  },
  {
    fault: 'bad safetensors, hostile JSON, huge configs',
    injected: 'holes, overlaps, overflows, __proto__, depth, mutants and noise',
    seen: 'a typed refusal, within 50 ms',
    kept: 'nothing was begun',
    tests: [
      ['src/core/checkpoint/safetensors.test.ts', 'a shape that overflows'],
      ['src/core/json.test.ts', 'counts nesting before parsing'],
      ['src/core/checkpoint/hfFolder.test.ts', 'sizes that fit no memory'],
      [FUZZ, 'survives broken input'],
      [FUZZ, 'survives noise'],
    ],
  },
  {
    fault: 'zips that lie',
    injected: 'false sizes, paths that lead out, names that come twice',
    seen: 'a refusal',
    kept: 'nothing was written',
    tests: [
      ['src/core/checkpoint/zip.test.ts', 'counts what comes out instead of believing'],
      ['src/core/checkpoint/zip.test.ts', 'refuses the path'],
    ],
  },
  {
    fault: 'bad texts',
    injected: 'empty, NUL, lone surrogates, other encodings, 100 MB',
    seen: 'the place and the character',
    kept: 'nothing was begun',
    tests: [
      ['src/core/data/cleanText.test.ts', 'a lone surrogate'],
      ['src/core/data/cleanText.test.ts', 'refuses 100 MB at once'],
    ],
  },
  {
    fault: 'unknown characters',
    injected: 'texts in another writing',
    seen: 'counted and named; refused above 5 % of a text',
    kept: 'nothing was begun',
    tests: [
      ['src/core/tokenizer/unknown.test.ts', 'are counted and named'],
      ['src/core/tokenizer/unknown.test.ts', 'are borne up to the share'],
    ],
  },
  {
    fault: 'damaged links',
    injected: 'values out of range, other names, a broken code',
    seen: 'the lesson, without what is wrong',
    kept: 'what is right',
    tests: [
      ['src/lesson/address.test.ts', 'drops only what is wrong'],
      [HABITS, 'that is damaged says so and opens the course'],
    ],
  },
  {
    fault: 'scripts in lessons, texts and links',
    injected: 'HTML, javascript: and data: addresses',
    seen: 'as text, or not at all',
    kept: 'no script runs',
    tests: [
      ['src/lesson/Lesson.test.tsx', 'a script link'],
      [BROWSER, 'a title that is a script'],
    ],
  },
]

/** What the list also names, but what the course has not got yet: nothing can break there. */
export const NOT_BUILT = ["a learner's own code (endless loops, exfiltration)", 'submitted results (edited results)']

export const faults: readonly Fault[] = [...device, ...page, ...storage, ...commandLine, ...input]
