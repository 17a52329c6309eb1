/** Faults that the command line meets: signals, full disks, folders of others. */
import { OUT, COMMIT, SIGNALS, CARE, type Fault } from './fault.ts'

export const commandLine: readonly Fault[] = [
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
