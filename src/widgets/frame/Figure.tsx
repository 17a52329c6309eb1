/** The frame that every widget is drawn in: title, actions, knobs, what stands there while there is no value, and which model was read. */
import { type ReactNode, Suspense } from 'react'
import { Waiting } from '../../instruments/Waiting.tsx'
import { modelName } from '../../instruments/words.ts'
import { Button } from '../../ui/Button.tsx'
import { int } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Figure as FigureState } from './useFigure.ts'

interface FigureProps<P, Value, Progress> {
  of: FigureState<P, Value, Progress>
  /** in italics before the title: "Attention" */
  name: string
  title: ReactNode
  /** buttons at the right */
  actions?: ReactNode
  /** what the button says that starts a run */
  start?: string
  /** what the learner turns; it stands there before there is a value */
  controls?: ReactNode
  /** what a computation is doing: "reading the head …" */
  busy?: string
  /** what has to come first */
  waiting?: string
  /** short facts beside the model's name */
  footer?: ReactNode
  /** drawn once more of the model beside it, where there is one */
  children?: ReactNode | ((value: Value) => ReactNode)
  /** of the value that is read and the one beside it; the readings’ differences stand below it */
  difference?: (left: Value, right: Value) => ReactNode
}

export function Figure<P, Value, Progress>({
  of,
  name,
  title,
  actions,
  start,
  controls,
  busy = 'computing …',
  waiting = busy,
  footer,
  children,
  difference,
}: FigureProps<P, Value, Progress>) {
  const { value, widget, beside } = of
  return (
    <Instrument
      name={name}
      title={title}
      actions={
        actions || start ? (
          <>
            {actions}
            {start ? <StartButton of={of} word={start} /> : null}
          </>
        ) : undefined
      }
      footer={
        widget.needs === 'model' || footer ? (
          <>
            {widget.needs === 'model' ? <ModelSaid of={of} /> : null}
            {footer}
          </>
        ) : undefined
      }
    >
      {controls}
      {widget.compares && of.model ? (
        <Suspense>
          <Beside of={of} />
        </Suspense>
      ) : null}
      {widget.run ? <Waiting title={widget.title} /> : null}
      {of.error ? (
        <Notice
          kind="failure"
          where={widget.title}
          hint={of.error.hint}
          actions={<Button onClick={of.again}>Try again</Button>}
          onDismiss={widget.run ? of.dismiss : undefined}
        >
          {of.error.message}
        </Notice>
      ) : value === null && !widget.run && typeof children === 'function' ? (
        <p className="cap" role="status" data-waiting="">
          {of.busy ? busy : waiting}
        </p>
      ) : null}
      {unknownSaid(of).map((sentence) => (
        <p key={sentence} className="cap">
          {sentence}
        </p>
      ))}
      {typeof children !== 'function' ? (
        children
      ) : value === null ? null : beside ? (
        <Suspense fallback={children(value)}>
          <Compare
            sides={[
              { read: of.read, figure: children(value) },
              { ...beside, figure: beside.value === null ? null : children(beside.value) },
            ]}
            difference={beside.value === null ? null : <Differences of={of} left={value} right={beside.value} difference={difference} />}
          />
        </Suspense>
      ) : (
        children(value)
      )}
    </Instrument>
  )
}

/** What the models do not know; of the one beside, by its name. */
const unknownSaid = ({ unknown, beside }: Pick<FigureState<never, unknown, unknown>, 'unknown' | 'beside'>): string[] => {
  const other = beside?.read.model
  return [...unknown, ...(other ? (beside?.unknown ?? []).map((sentence) => `${modelName(other)}: ${sentence}`) : [])]
}

/** Only figures that compare load what compares. */
const BesidePicker = later(() => import('../../instruments/compare/BesidePicker.tsx').then((m) => m.BesidePicker))
const Compare = later(() => import('../../instruments/compare/Compare.tsx').then((m) => m.Compare))
const NumberDifferences = later(() => import('../../instruments/compare/NumberDifferences.tsx').then((m) => m.NumberDifferences))

/** The picker of the other model; the parameter is one that every widget has which compares. */
function Beside<P, Value, Progress>({ of: { model, params, change } }: { of: FigureState<P, Value, Progress> }) {
  const { beside } = params as { beside?: string }
  return model ? <BesidePicker model={model} value={beside} onChange={(next) => change({ beside: next } as unknown as Partial<P>)} /> : null
}

function Differences<P, Value, Progress>({
  of: { widget, readings, beside },
  left,
  right,
  difference,
}: Pick<FigureProps<P, Value, Progress>, 'of' | 'difference'> & { left: Value; right: Value }) {
  return (
    <>
      {difference?.(left, right)}
      {readings && beside?.readings ? <NumberDifferences left={readings} right={beside.readings} words={widget.readings} /> : null}
    </>
  )
}

/** One button that changes its word, so that focus stays where it was pressed. */
function StartButton({
  of,
  word,
}: {
  of: Pick<FigureState<never, unknown, unknown>, 'busy' | 'running' | 'start' | 'stop'>
  word: string
}) {
  return (
    // A run goes on from the value, which has to be there first.
    <Button look="primary" disabled={of.busy && !of.running} onClick={of.running ? of.stop : of.start}>
      {of.running ? 'Stop' : word}
    </Button>
  )
}

function ModelSaid({ of: { model, read } }: { of: Pick<FigureState<never, unknown, unknown>, 'model' | 'read'> }) {
  if (!model) return <span>no model is open yet</span>
  return (
    <span>
      {modelName(model)}, step {int(read.step)}
    </span>
  )
}
