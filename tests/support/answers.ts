/** What a file in tests/lessons/ gives: the answers of numeric quizzes, computed again. */

/** By `part/slug#id` of the quiz: its answer, from the core, a library or the formula. */
export type Answers = Readonly<Record<string, () => number | Promise<number>>>
