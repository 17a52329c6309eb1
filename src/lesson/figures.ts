/** The figures that a lesson shows: their code comes with none of them, and each when the reader is near it. */
import type { Drawn } from '../widgets/frame/draw.tsx'
import type { Lesson } from './lesson.ts'

/** By the widget's id. */
export type Figures = Readonly<Record<string, { title: string; load: () => Promise<Drawn> }>>

/** A lesson as the build gives it to the page. */
export type Body = Lesson & { figures: Figures }
