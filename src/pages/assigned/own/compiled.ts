/** The text of an assignment's own lesson, compiled where it is opened; one with a mistake is refused with it. */
import type { Body } from '../../../lesson/figures.ts'
import { isMistake, type Problem } from '../../../lesson/compile/problem.ts'
import { compileOwn } from '../../../lesson/own/compileOwn.ts'
import { courseHere } from '../../../lesson/own/here.ts'
import { TeachError } from '../../../teach/teachError.ts'

/** @param id its name in the assignment, which is by its text @throws TeachError 'bad-assignment' */
export async function bodyFrom(id: string, markdown: string): Promise<Body> {
  const { lesson, problems } = await compileOwn(markdown, await courseHere())
  if (lesson) return { ...lesson, part: 'own', slug: id, figures: {} }
  const { line, message } = firstOf(problems)
  throw new TeachError(
    'bad-assignment',
    `This lesson is not shown, for it has a mistake in line ${line}: ${message}.`,
    'Tell your instructor; the rest of the assignment can be done without it.',
  )
}

/** What keeps a lesson of one's own from being shown, with its line; null where nothing does. */
export async function mistakeIn(markdown: string): Promise<Pick<Problem, 'line' | 'message'> | null> {
  const { lesson, problems } = await compileOwn(markdown, await courseHere())
  return lesson ? null : firstOf(problems)
}

/** Of a draft, mistakes are warnings as well; those about the whole lesson stand at line 1 and come last. */
const firstOf = (problems: readonly Problem[]): Problem =>
  problems.find(isMistake) ?? problems.find(({ line }) => line > 1) ?? problems[0] ?? { file: '', line: 1, message: 'it cannot be read' }
