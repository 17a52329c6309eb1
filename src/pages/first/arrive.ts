/** Waits for the code and the text of a page that can stand in the document before React draws it. */
import { LESSON } from './first.ts'

/** @param path `/`, `/learn/part/lesson`; any other page is drawn by the app alone, and not waited for */
export async function arrive(path: string): Promise<void> {
  if (path === '/') await import('../landing/LandingPage.tsx')
  const id = LESSON.exec(path)?.[1]
  if (!id) return
  const [{ bodyOf, entryOf }] = await Promise.all([import('../course/course.ts'), import('../learn/LessonPage.tsx')])
  const entry = entryOf(id)
  if (entry) await bodyOf(entry)
}
