/** `npm run check:lessons`: reads the whole course and says what is wrong with it. */
import { compileCurriculum } from './compile/curriculum.ts'
import { sayProblem } from './compile/problem.ts'

const { lessons, problems } = compileCurriculum(process.cwd())
for (const problem of problems) console.error(sayProblem(problem))
console.log(`${lessons.length} ${lessons.length === 1 ? 'lesson' : 'lessons'}, ${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}`)
process.exitCode = problems.length === 0 ? 0 : 1
