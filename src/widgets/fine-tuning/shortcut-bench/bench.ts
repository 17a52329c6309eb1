/** A task's examples with what each shortcut says of them. */
import type { CoreApi, GuessedShortcut, LabelledSet, TaskId } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export const HELD_OUT = 200

export interface Bench {
  set: LabelledSet
  shortcuts: GuessedShortcut[]
}

export async function benchOf(core: CoreApi, task: TaskId, examples: number): Promise<Bench> {
  const counts = { train: examples, heldOut: HELD_OUT }
  return { set: await core.labelled(task, counts), shortcuts: await core.shortcuts(task, counts) }
}

/** The one that is looked at; one that the task has not is its last. */
export const chosenOf = ({ shortcuts }: Bench, shortcut: number): GuessedShortcut => shortcuts[Math.min(shortcut, shortcuts.length - 1)]!

export function readingsOf(bench: Bench, shortcut: number): Readings {
  return {
    chance: bench.shortcuts[0]!.accuracy,
    best: Math.max(...bench.shortcuts.map(({ accuracy }) => accuracy)),
    examples: bench.set.train.length,
    chosen: chosenOf(bench, shortcut).accuracy,
  }
}

/** Which texts of an example a shortcut looks at, by its name; all where it looks at all. */
export function seenParts(name: string): (part: number) => boolean {
  if (name === 'most frequent label') return () => false
  if (name === 'the hypothesis alone') return (part) => part === 1
  if (name === 'one of the two') return (part) => part === 0
  if (name === 'the answer alone') return (part) => part > 0
  return () => true
}
