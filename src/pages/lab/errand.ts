/** What the Lab was opened for, which the browser's history keeps with the page. */
import * as v from 'valibot'

const errand = v.object({
  /** where in the course it came from, as a path */
  back: v.pipe(v.string(), v.startsWith('/')),
  /** what that is called: "Week 3", "Assign" */
  of: v.string(),
  /** the task's title */
  task: v.string(),
  /** in the goal language; empty: none */
  goal: v.string(),
})

export type LabErrand = v.InferOutput<typeof errand>

/** As the state of a history's entry. */
export const errandState = (errand: LabErrand): { errand: LabErrand } => ({ errand })

/** null where the Lab was opened as itself. */
export function readErrand(state: unknown): LabErrand | null {
  const read = v.safeParse(v.object({ errand }), state)
  return read.success ? read.output.errand : null
}
