/** Faults of the page: a closed tab, a dead worker, no network. */
import { FOLDERS, BROWSER, HABITS, JOBS, SOAK, type Fault } from './fault.ts'

export const page: readonly Fault[] = [
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
    injected: 'Chromium, Page.setWebLifecycleState; an hour between two looks at the clock',
    seen: 'the run goes on when the tab is back, on the device that it had',
    kept: 'the run',
    tests: [
      [BROWSER, 'a tab that is frozen'],
      ['src/worker/watchdog.test.ts', 'does not count an hour in a frozen tab'],
    ],
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
