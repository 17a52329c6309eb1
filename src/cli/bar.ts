/**
 * The last line of a terminal: how far a run is, written over as it goes on; whatever else is printed stays above it. The cursor is
 * never hidden and no mode is changed, so a process that is killed leaves nothing to put right.
 */
import { clearLine, cursorTo } from 'node:readline'

const terminal = process.stderr
/** of a terminal that does not say how wide it is */
const COLUMNS = 80

let shown = ''

/** Lines of JSON that scroll through the same terminal leave a bar no room. */
export const hasBar = (json: boolean): boolean =>
  terminal.isTTY === true && process.env.TERM !== 'dumb' && !(json && process.stdout.isTTY === true)

/** What fits into a line: a full one would make some terminals begin the next. */
export const roomOfBar = (): number => (terminal.columns || COLUMNS) - 1

export function showBar(line: string): void {
  shown = line.slice(0, roomOfBar())
  cursorTo(terminal, 0)
  terminal.write(shown)
  clearLine(terminal, 1)
}

/** Prints whole lines where the bar is, and the bar below them. */
export function above(print: () => void): void {
  if (!shown) {
    print()
    return
  }
  erase()
  print()
  terminal.write(shown)
}

/** The run is over. */
export function dropBar(): void {
  if (!shown) return
  erase()
  shown = ''
}

function erase(): void {
  cursorTo(terminal, 0)
  clearLine(terminal, 1)
}

// Where a run ends in the middle, the bar stays as its last word, and what comes next begins a line of its own.
process.on('exit', () => {
  if (shown) terminal.write('\n')
})
