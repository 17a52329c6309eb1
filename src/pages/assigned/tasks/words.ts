/** What is being written for a task, or else what was kept last. */

export function wordsAt(drafts: Readonly<Record<string, { draft: unknown }>>, place: string, kept: string | null): string {
  const draft = drafts[place]?.draft
  return typeof draft === 'string' ? draft : (kept ?? '')
}
