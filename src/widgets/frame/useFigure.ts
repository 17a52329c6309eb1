/** What a widget's view is given: its parameters and how to change them, the value they stand for, the model that is read. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PlainError } from '../../core/errors.ts'
import { within } from '../../experiments/within.ts'
import { useComputed } from '../../instruments/computed.ts'
import { handleOf } from '../../instruments/compare/named.ts'
import { type ReadModel, useNamedModel, useOpenModel } from '../../instruments/model.ts'
import { contextOf, core, session, useSession } from '../../session/index.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import type { AnyWidget, Needs, Readings, Widget, World } from './define.ts'
import { hearing, NOTHING } from './hearing.ts'
import { accepts, type Params, pick } from './params.ts'
import { type Beside, useBeside } from './useBeside.ts'
import { useRested, useRun } from './useRun.ts'

/** What a page hands to a widget beside its parameters. Without a page (in the gallery, in a test) they may be missing. */
export interface WidgetHandles {
  /** Keeps new values of parameters: in the address on a lesson's page, in the challenge inside one. */
  onParams?(change: Params): void
  /** Tells what the widget measures now; a challenge that stands around it is graded by it. */
  onReadings?(readings: Readings): void
}

export interface Figure<P, Value, Progress, N extends Needs = Needs> {
  widget: Pick<AnyWidget, 'title' | 'needs' | 'run' | 'compares' | 'readings'>
  params: P
  /** Sets parameters; those that the schema takes are kept in the address. */
  change(next: Partial<P>): void
  /** the last value; it stays on show while a newer one is computed */
  value: Value | null
  /** how far a run is */
  progress: Progress | null
  /** something is being computed, or what the button started is under way */
  busy: boolean
  /** what the button started is under way */
  running: boolean
  error: PlainError | null
  /** computes, or runs, once more */
  again(): void
  dismiss(): void
  start(): void
  stop(): void
  /** what of the texts that were read for the value the model does not know, in sentences */
  unknown: readonly string[]
  model: N extends 'model' ? ModelSummary | null : ReadModel['model']
  read: ReadModel
  /** changes with the model's weights */
  version: string
  /** the value in numbers */
  readings: Readings | null
  /** the other model that stands next to it, and its value; null where none is named */
  beside: Beside<Value> | null
  /** tells readings that only the view knows */
  tell(readings: Readings): void
}

/** A value, and what the model did not know of the texts that were read for it. */
interface Heard<Value> {
  value: Value
  unknown: readonly string[]
}

/** What a figure reads that names no text: the writer's, as its page shows it. */
const useWritten = (): string => useSession((s) => (s.sampler.busy ? s.sampler.prompt : contextOf(s.sampler)))

export function useFigure<P, Value, Progress, N extends Needs>(
  widget: Widget<P, Value, Progress, N>,
  given: Params,
  { onParams, onReadings }: WidgetHandles,
): Figure<P, Value, Progress, N> {
  const [own, setOwn] = useState<Params>({})
  const { read, error: noModel, open } = useAskedModel(widget, { ...given, ...own }.model)
  const { model, handle, version } = read
  const written = useWritten()
  const follows = widget.needs === 'model' && 'text' in widget.entries ? { text: written } : {}
  const all = { ...follows, ...widget.defaults, ...present(given), ...own } as P
  const params = model && widget.fit ? { ...all, ...widget.fit(all, model) } : all
  const fits = Object.entries(own).every(([name, value]) => accepts(widget.entries[name], value))
  const inputs = pick(params as Params, widget.inputs) as P
  const key = JSON.stringify(inputs)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the parameters by value
  const derived = useMemo(() => (fits ? (widget.derive?.(inputs) ?? null) : null), [widget, fits, key])
  const ready = fits && (widget.needs !== 'model' || model !== null)
  const { compute, run } = widget
  // What a button starts is a job of the core, seen by the widget's name, and ended with it.
  const heard = async (signal: AbortSignal, work: (world: World<N>) => Promise<Value> | Value): Promise<Heard<Value>> => {
    const { core: asked, unknown } = hearing(core)
    const own = run ? within(asked, widget.title, signal) : asked
    const value = await work({ core: own, model, handle, signal } as World<N>)
    return { value, unknown: unknown() }
  }
  const computed = useComputed(compute && ready ? (signal) => heard(signal, (world) => compute(inputs, world)) : null, [
    key,
    ready,
    widget.needs === 'model' ? version : '',
  ])
  const first = useMemo<Heard<Value> | null>(() => (derived === null ? null : { value: derived, unknown: NOTHING }), [derived])
  const ran = useRun<Heard<Value>, Progress>(
    run && ready ? (signal, report, before) => heard(signal, (world) => run(params, world, report, before?.value ?? null)) : null,
    first ?? computed.value,
  )
  const beside = useBeside(widget, (all as Params).beside, all, fits && model ? open : null)
  const rested = useRested(ran.start)
  const value = ran.value?.value ?? null

  const shown = JSON.stringify(params)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parameters by value
  const readings = useMemo(() => (value === null ? null : (widget.readingsOf?.(value, params) ?? null)), [widget, value, shown])
  const told = JSON.stringify(readings)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the readings by value
  useEffect(() => {
    if (readings) onReadings?.(readings)
  }, [told, onReadings])

  const tell = useCallback((measured: Readings) => onReadings?.(measured), [onReadings])
  return {
    widget,
    params,
    change(next) {
      const named = Object.entries(next)
      setOwn((so) => ({ ...so, ...next }))
      const kept = named.filter(([name, value]) => accepts(widget.entries[name], value))
      if (kept.length > 0) onParams?.(Object.fromEntries(kept))
      if (widget.restarts && named.some(([name]) => widget.inputs.includes(name))) rested()
    },
    value,
    progress: ran.progress,
    busy: ran.busy || computed.busy,
    running: ran.busy,
    error: ran.error ?? computed.error ?? noModel,
    again: ran.error ? ran.start : computed.again,
    dismiss: ran.dismiss,
    start: ran.start,
    stop: ran.stop,
    unknown: ran.value?.unknown ?? NOTHING,
    model,
    read,
    version,
    beside,
    readings,
    tell,
  }
}

const present = (params: Params): Params => Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))

/** The model that a widget reads: the open one, or the one that it names. A widget that needs nothing does not wake the core. */
function useAskedModel({ needs }: AnyWidget, name: unknown): { read: ReadModel; error: PlainError | null; open: ReadModel } {
  const open = useOpenModel(needs !== 'nothing')
  // What asks for nothing may call something else a model.
  const handle = needs !== 'nothing' && typeof name === 'string' ? handleOf(name, open.model?.id ?? null) : null
  const follows = needs === 'model' && handle === null
  useEffect(() => {
    if (!follows) return
    session.getState().countReader(1)
    return () => session.getState().countReader(-1)
  }, [follows])
  const named = useNamedModel(handle, [open.version])
  return { ...(handle ? named : { read: open, error: null }), open }
}
