/** What a command is: words for `help`, the options that it reads, and its work. */
import type { Options } from './arguments.ts'

export interface CommandModule {
  options: Options
  run(argv: readonly string[]): Promise<void>
}

export interface Command {
  /** in the words of `help`, short enough for its line */
  about: string
  task: string
  /** two, without the words before the command's name */
  examples: readonly [string, string]
  load(): Promise<CommandModule>
}
