/** Faults of the browser's storage. */
import { FOLDERS, BROWSER, SAVING, JOBS, FUZZ, type Fault } from './fault.ts'

export const storage: readonly Fault[] = [
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
