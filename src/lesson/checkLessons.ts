/** `npm run check:lessons`: reads the whole course and says what is wrong with it. */
import { compileCurriculum } from './build/curriculum.ts'
import { loadWidgets } from './build/loadWidgets.ts'
import { isMistake, sayProblem } from './compile/problem.ts'

const { lessons, problems } = compileCurriculum(process.cwd(), await loadWidgets(process.cwd()))
const mistakes = problems.filter(isMistake)
for (const problem of problems) (isMistake(problem) ? console.error : console.log)(sayProblem(problem))
const count = (many: number, word: string): string => `${many} ${word}${many === 1 ? '' : 's'}`
console.log(
  `${count(lessons.length, 'lesson')}, ${count(mistakes.length, 'mistake')}, ${count(problems.length - mistakes.length, 'warning')}`,
)
process.exitCode = mistakes.length === 0 ? 0 : 1
