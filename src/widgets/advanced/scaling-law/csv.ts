/** The runs as a file. */
import type { Run, Value } from './law.ts'

const COLUMNS = ['width', 'parameters', 'tokens', 'flops', 'seed', 'loss'] as const

/** The ladder's, then that of the next size. */
export const allRuns = ({ runs, after }: Value): readonly Run[] => [...runs, ...(after ? [after] : [])]

const cells = ({ rung, seed, loss }: Run): number[] => [rung.width, rung.parameters, rung.tokens, rung.flops, seed, loss]

/** Comma-separated, a run a line; losses in nats a character on held-out text. */
export const csvOf = (value: Value): string => [COLUMNS.join(','), ...allRuns(value).map((run) => cells(run).join(','))].join('\n')
