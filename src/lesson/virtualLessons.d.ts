/** The course as the build gives it to the page. */
declare module 'virtual:lessons' {
  // An `import` statement with a relative name gives `any` inside a module that is only declared; `import()` gives the types.
  type LessonInfo = import('./lesson.ts').LessonInfo
  type Body = import('./figures.ts').Body

  export const parts: readonly import('./lesson.ts').Part[]
  /** in reading order */
  export const lessons: readonly (LessonInfo & { load: () => Promise<Body> })[]
  /** words that the course explains, by alphabet */
  export const loadGlossary: () => Promise<readonly import('./compile/glossary.ts').Entry[]>
  /** what the letters of formulas stand for */
  export const loadSymbols: () => Promise<readonly import('./lesson.ts').Notation[]>
  /** works that lessons cite, by year */
  export const loadBibliography: () => Promise<readonly import('./lesson.ts').Work[]>
  /** the words of all lessons, for search; in reading order */
  export const loadPassages: () => Promise<readonly import('./lesson.ts').Passages[]>
}

declare module 'virtual:lesson-summaries' {
  /** one sentence or two, by `part/slug` */
  export const summaries: Readonly<Record<string, string>>
}
