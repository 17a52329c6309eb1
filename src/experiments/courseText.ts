/** A piece of a text that comes with the course, for widgets that need more than a learner would type. */

/**
 * So many of its characters: the first, or those behind a share of the text. The file is the one that the worker trains on, so it is mostly
 * there already, offline too.
 */
export async function courseText(id: string, characters: number, from = 0): Promise<string> {
  const { texts } = await import('virtual:texts')
  const found = texts.find((text) => text.id === id)
  const response = found ? await fetch(new URL(found.url, document.baseURI)).catch(() => null) : null
  if (!response?.ok) {
    throw {
      code: 'not-found',
      message: `The course’s text "${id}" did not load.`,
      hint: 'Check the connection and try again, or paste a text of your own.',
    }
  }
  const text = await response.text()
  const first = Math.floor(from * text.length)
  return text.slice(first, first + characters)
}
