/** A task that is done in one of the course's figures: it stands here as the instructor set it up, and what it measures is judged. */
import { useEffect, useMemo, useState } from 'react'
import * as v from 'valibot'
import { Widget } from '../../../lesson/Widget.tsx'
import type { Task } from '../../../teach/assignment/assignment.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { AnyWidget } from '../../../widgets/frame/define.ts'
import type { Params } from '../../../widgets/frame/params.ts'
import { loads } from '../../../widgets/registry.ts'
import { Judged } from './Judged.tsx'

export interface TaskProps<Where extends Task['where'] = Task['where']> {
  task: Task
  where: Where
  /** Keeps an attempt; absent where the task is only tried. */
  onAttempt?: ((readings: Record<string, number>, model?: string) => void) | undefined
  /** said beside the button: "attempt 2 of 3" */
  nth?: string
}

/** The parameters as the widget's own schema reads them, which an address may not be trusted to. */
export function paramsFor(
  { schema }: Pick<AnyWidget, 'schema'>,
  given: Readonly<Record<string, unknown>>,
): { params: Params; left: string[] } {
  const words = Object.entries(given).map(([name, value]) => [name, String(value)] as const)
  const all = v.safeParse(schema, Object.fromEntries(words))
  if (all.success) return { params: all.output, left: [] }
  // Each by itself, laid over those that passed: one that is of another version of the course must not cost the others.
  let kept: Record<string, string> = {}
  const left: string[] = []
  for (const [name, value] of words) {
    if (v.safeParse(schema, { ...kept, [name]: value }).success) kept = { ...kept, [name]: value }
    else left.push(name)
  }
  const read = v.safeParse(schema, kept)
  return { params: read.success ? read.output : {}, left }
}

/** The declaration of a figure; null while it loads; undefined where the course has none of this name. */
export function useDeclared(id: string): AnyWidget | null | undefined {
  const load = Object.hasOwn(loads, id) ? loads[id] : undefined
  const [widget, setWidget] = useState<AnyWidget | null>(null)
  useEffect(() => {
    let wanted = true
    setWidget(null)
    void load?.().then((drawn) => wanted && setWidget(drawn.widget))
    return () => {
      wanted = false
    }
  }, [load])
  return load ? widget : undefined
}

export function WidgetTask({ task, where, onAttempt, nth }: TaskProps<Extract<Task['where'], { kind: 'widget' }>>) {
  const declared = useDeclared(where.widget)
  const start = useMemo(() => declared && paramsFor(declared, where.params), [declared, where.params])
  if (declared === undefined)
    return (
      <Notice kind="failure" hint="Your instructor may have made the link for another version of the course.">
        This task is done in a figure called “{where.widget}”, which this course does not have.
      </Notice>
    )
  if (!declared || !start) return <p className="mute">Opening the task …</p>
  return (
    <>
      {start.left.length > 0 ? (
        <Notice hint="They are as the figure has them; ask your instructor whether that matters.">
          Some settings of this task are not known to this course: {start.left.join(', ')}.
        </Notice>
      ) : null}
      <Figure
        key={JSON.stringify(start.params)}
        start={start.params}
        title={declared.title}
        readings={declared.readings}
        {...{ task, where, onAttempt, nth }}
      />
    </>
  )
}

interface FigureProps extends TaskProps<Extract<Task['where'], { kind: 'widget' }>> {
  start: Params
  title: string
  readings: Readonly<Record<string, string>>
}

function Figure({ task, where, start, title, readings: known, onAttempt, nth }: FigureProps) {
  const [params, setParams] = useState(start)
  const [readings, setReadings] = useState<Readonly<Record<string, number>>>({})
  return (
    <>
      <Widget
        id={where.widget}
        title={title}
        params={params}
        onParams={(change) => setParams((now) => ({ ...now, ...change }))}
        onReadings={(next) => setReadings(next)}
      />
      <Judged goal={task.goal} readings={readings} known={known} nth={nth} onAttempt={onAttempt && (() => onAttempt({ ...readings }))} />
    </>
  )
}
