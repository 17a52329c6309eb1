/** One tidy text out of the many files of a package; the same bytes wherever it runs. */

/** Chapters in order, each a file whose first paragraph is its heading, which is left out. */
export function assembleChapters(files: readonly string[]): string {
  return join(files.map((file) => file.slice(file.indexOf('\n\n') + 2)))
}

/** Addresses in order, each a file of one paragraph. */
export function assembleAddresses(files: readonly string[]): string {
  return join(files)
}

function join(parts: readonly string[]): string {
  return `${parts.map(tidy).join('\n\n')}\n`
}

/** Plain quotes and spaces, verse back on its lines (the files hold wide gaps in their place), at most one empty line at a time. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\u2011/g, '-')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/ {3,}(?=["'(]?[A-Z])/g, '\n')
    .replace(/ {2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
