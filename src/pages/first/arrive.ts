/** Waits for the code and the text of a page that can stand in the document before React draws it. */
import { LESSON } from './first.ts'

export const loadLanding = () => import('../landing/LandingPage.tsx')
export const loadLessonPage = () => import('../learn/LessonPage.tsx')

/** @param path `/`, `/learn/part/lesson`; any other page is drawn by the app alone, and not waited for */
export async function arrive(path: string): Promise<void> {
  if (path === '/') await loadLanding()
  const id = LESSON.exec(path)?.[1]
  if (!id) return
  const [{ bodyOf, entryOf }] = await Promise.all([import('../course/course.ts'), loadLessonPage()])
  const entry = entryOf(id)
  if (entry) await bodyOf(entry)
}
