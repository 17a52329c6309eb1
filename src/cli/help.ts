/** `help`: all commands in one screen, and one command with what every flag does, derived from the options that it reads. */
import type { Option, Options } from './arguments.ts'
import type { Command } from './command.ts'

const CALL = 'npm run -s gpt --'
/** Columns of the smallest terminal. */
const WIDTH = 80

/** By what a person wants to do, within 24 lines of 80 columns. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  const tasks = [...new Set(Object.values(commands).map(({ task }) => task))]
  const lines = tasks.flatMap((task) => {
    const own = Object.entries(commands).filter(([, command]) => command.task === task)
    const [first, ...rest] = wrap(own.map(([name, { about }]) => `${name} (${about})`).join(', '), WIDTH - 20)
    return [`  ${task.padEnd(18)}${first}`, ...rest.map((line) => ' '.repeat(20) + line)]
  })
  return `${[`${CALL} COMMAND --FLAG VALUE …`, ...lines, `What a command's flags do: ${CALL} train --help`, '--json: one JSON object a line on standard output, for programs.'].join('\n')}\n`
}

export function helpOf(name: string, { about, examples }: Command, options: Options): string {
  const heads = Object.entries(options).map(([flag, option]) => [`--${flag}${option.flag ? '' : ` ${option.value}`}`, option] as const)
  // Long lists of values have a line of their own.
  const column = 4 + Math.max(...heads.map(([head]) => head.length).filter((length) => length <= 24))
  const rows = heads.flatMap(([head, option]) => {
    const words = wrap(explain(option), WIDTH - column)
    const begins = head.length + 4 <= column ? [`  ${head.padEnd(column - 2)}${words.shift() ?? ''}`] : [`  ${head}`]
    return [...begins, ...words.map((line) => ' '.repeat(column) + line)]
  })
  return `${[`${name}: ${about}`, '', ...rows, '', 'For example:', ...examples.map((example) => `  ${CALL} ${example}`)].join('\n')}\n`
}

/** What it does, its range, and what it is where it is not given. */
function explain({ about, range, fallback, many }: Option<unknown>): string {
  const more = [range, many && 'may be given again', fallback && (fallback.startsWith('needed') ? fallback : `default ${fallback}`)]
  const words = more.filter(Boolean).join('; ')
  return `${about}${words ? ` (${words})` : ''}`
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
