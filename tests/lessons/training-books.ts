/** The numeric answers of the lesson on BooksCorpus. */
import { fact } from '../../src/facts/facts.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'training/the-books#words': () => fact('books.words') / fact('books.published') / 1000,
}
