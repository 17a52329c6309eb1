/** `grade`: a class's receipts as a table, each handed-in model measured again on a text that only the instructor has. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { CourseError } from '../../core/errors.ts'
import { itemKey } from '../../teach/assignment/assignment.ts'
import { fromFile } from '../../teach/assignment/file.ts'
import { toCsv } from '../../teach/gradebook/csv.ts'
import { jobsOf, modelTasks } from '../../teach/gradebook/jobs.ts'
import { Outcomes } from '../../teach/gradebook/outcomes.ts'
import { gradeAll } from '../../teach/gradebook/pool.ts'
import { rowsOf } from '../../teach/gradebook/rows.ts'
import { heldOutOf } from '../../teach/gradebook/heldOutText.ts'
import { choice, flag, parse, required, text, whole } from '../arguments.ts'
import { diskError } from '../diskError.ts'
import { readAll } from '../../teach/submissions/readAll.ts'
import { handedIn, startThread } from '../grading.ts'
import { note, output } from '../output.ts'
import { untilSignalled } from '../stopping.ts'

export const options = {
  assignment: required.help('the assignment: the zip or file that Assign saved, or a text with its link', { value: 'FILE' }),
  submissions: required.help('folder of receipts, or the zip of submissions that Moodle, Canvas or ILIAS makes', { value: 'DIR|ZIP' }),
  out: required.help('the table; beside it FILE.state keeps what is graded, from which the same command goes on', { value: 'FILE' }),
  'held-out': text(undefined).help('text file that no student has; needed where the assignment asks for models', { value: 'FILE' }),
  seconds: whole(60, 1, 86_400).help('for one model, then it is given up'),
  retrain: whole(0, 0, 86_400).help('seconds for training each model again from its seed; 0: not'),
  threads: whole(0, 0, 64).help('models graded at once; 0: as many as there are cores'),
  csv: choice(['comma', 'semicolon'], 'comma').help('semicolon: with decimal commas, as Excel wants it in German and other languages'),
  force: flag.help('replace a table that lies there'),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const state = `${args.out}.state`
  if (existsSync(args.out) && !existsSync(state) && !args.force)
    throw new CourseError('bad-argument', `"${args.out}" is there already.`, 'Give another file, or --force to replace it.')
  const out = output(args.json)
  const assignment = await fromFile(read(args.assignment))
  const tasks = modelTasks(assignment)
  const heldOut = heldOutFor(args['held-out'], tasks.length)
  const { students, problems } = await readAll(handedIn(args.submissions), assignment)
  for (const { path, message, hint } of problems) note(`${path}: ${message} ${hint}`)
  const outcomes = new Outcomes(heldOut ?? '', args.retrain, existsSync(state) ? new TextDecoder().decode(read(state)) : undefined)
  const jobs = heldOut === null ? [] : jobsOf(assignment, students, { heldOut, retrain: args.retrain })
  const left = jobs.filter(({ id, model }) => !outcomes.get(id, model))
  if (left.length < jobs.length) note(`${jobs.length - left.length} of ${jobs.length} models are graded already.`)

  const write = (): void => {
    save(args.out, toCsv(assignment, rowsOf(assignment, students, outcomes.all(jobs)), args.csv))
    save(state, outcomes.toJson())
  }
  write()
  const models = new Map(jobs.map(({ id, model }) => [id, model]))
  const stopped = await untilSignalled(async (isStopping) => {
    await gradeAll(left, {
      start: startThread,
      threads: args.threads || availableParallelism(),
      seconds: args.seconds + args.retrain,
      isStopping,
      onOutcome(id, outcome) {
        outcomes.set(id, models.get(id)!, outcome)
        write()
        const [student, item] = JSON.parse(id) as [string, string]
        const name = students.find(({ key }) => key === student)!.name
        const measured = outcome.kind === 'graded' ? outcome.graded.measured : null
        const what = outcome.kind === 'graded' ? (outcome.graded.failed?.kind ?? 'passed') : outcome.kind
        out.result(
          {
            student: name,
            item,
            check: what,
            ...(measured && { bitsPerCharacter: measured.bitsPerCharacter, parameters: measured.parameters }),
          },
          `${name}, ${item}: ${measured ? `${measured.bitsPerCharacter.toFixed(4)} bits per character, ` : ''}${what}`,
        )
      },
    })
    return isStopping()
  }, 'Stopping after the models that are under way. Ctrl-C again ends at once.')
  write()
  out.result(
    {
      done: !stopped,
      students: students.length,
      problems: problems.length,
      models: jobs.length,
      items: assignment.items.map(itemKey),
      out: args.out,
    },
    `${stopped ? 'Stopped; the same command goes on. ' : ''}${students.length} students, ${jobs.length} models, ${problems.length} files that are no receipt: ${args.out}`,
  )
}

function heldOutFor(path: string | undefined, tasks: number): string | null {
  if (path !== undefined) return heldOutOf(new TextDecoder().decode(read(path)).replace(/^\ufeff/, ''))
  if (tasks > 0)
    throw new CourseError(
      'bad-argument',
      `The assignment asks for models in ${tasks} ${tasks === 1 ? 'task' : 'tasks'}, and no text is given to measure them on.`,
      'Give --held-out FILE, a text of at least 1,000 characters that no student has.',
    )
  return null
}

function read(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    throw diskError(error, `The file "${path}" cannot be read`)
  }
}

/** Beside it first, so that what lies there is whole whenever the run ends. */
function save(path: string, data: string): void {
  try {
    writeFileSync(`${path}.new`, data)
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw diskError(error, `The file "${path}" cannot be written`)
  }
}
