/** A command in a real terminal of 80 columns, and what such a terminal shows after what was printed. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const project = join(import.meta.dirname, '../..')

export interface InTerminal {
  status: number
  printed: string
}

/**
 * As README says it: `npm run -s gpt -- …`.
 * @param presses how often Ctrl-C is pressed once `pattern` is printed, or 'hang' to close the terminal then
 */
export async function inTerminal(pattern: string, presses: string, argv: readonly string[]): Promise<InTerminal> {
  const { stdout } = await promisify(execFile)(
    'python3',
    [...[join(project, 'tests/support/press_ctrl_c.py'), pattern, presses, project, 'npm', 'run', '-s', 'gpt', '--', ...argv]],
    { maxBuffer: 2 ** 26 },
  )
  return JSON.parse(stdout) as InTerminal
}

const ESCAPE = String.fromCharCode(27)
/** Moves to a column; how a bar begins its line. */
export const TO_START = `${ESCAPE}[1G`
export const HIDE_CURSOR = `${ESCAPE}[?25l`
const CODE_OR_CHARACTER = new RegExp(`${ESCAPE}\\[(\\d*)([A-Za-z])|[\\s\\S]`, 'gu')

/** The lines that stand there in the end. Knows what a bar needs: going back, writing over, erasing. */
export function screenAfter(printed: string): string[] {
  const lines: string[][] = [[]]
  let column = 0
  for (const [whole, digits, code] of printed.matchAll(CODE_OR_CHARACTER)) {
    const line = lines.at(-1)!
    if (code === 'G') column = Number(digits || 1) - 1
    else if (code === 'K' && (digits === '' || digits === '0')) line.length = Math.min(line.length, column)
    else if (code !== undefined) throw new Error(`The terminal was sent ${JSON.stringify(whole)}, which a bar has no need of.`)
    else if (whole === '\r') column = 0
    else if (whole === '\n') {
      lines.push([])
      column = 0
    } else {
      while (line.length < column) line.push(' ')
      line[column++] = whole
    }
  }
  return lines.map((line) => line.join(''))
}
