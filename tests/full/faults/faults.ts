/**
 * The faults that the course must survive, each with how it is injected, what the person sees, what is kept, and the tests that show it.
 * `npm run faults` runs those tests and prints the table; `npm run check:full` prints it from its own run.
 */
import { commandLine } from './commandLine.ts'
import { device } from './device.ts'
import { input } from './input.ts'
import { page } from './page.ts'
import { storage } from './storage.ts'
import type { Fault } from './fault.ts'

export type { Fault, Shown } from './fault.ts'

/** What the list also names, but what the course has not got yet: nothing can break there. */
export const NOT_BUILT = ["a learner's own code (endless loops, exfiltration)", 'submitted results (edited results)']

export const faults: readonly Fault[] = [...device, ...page, ...storage, ...commandLine, ...input]
