/** The order in which the gallery lists widgets. */
export const byTitle = <T extends { title: string }>(widgets: Readonly<Record<string, T>>): T[] =>
  Object.values(widgets).sort((a, b) => a.title.localeCompare(b.title))
