/**
 * What a widget is: one declaration, from which come the schema of its parameters, their types, what it computes and when, and what
 * challenges grade. Plain data and functions, so that the lesson compiler reads it without React; `View.tsx` beside it draws.
 */
import * as v from 'valibot'
import type { CoreApi, ModelHandle, ModelSummary } from '../../worker/protocol.ts'
import { type Entries, modelName, type Params } from './params.ts'

/** What a widget measured, by name; the names and units are declared in `readings`. */
export type Readings = Readonly<Record<string, number>>

/** What it asks of the session: nothing, the core to train with, or a model to read. */
export type Needs = 'nothing' | 'device' | 'model'

/** What a computation may use. */
export interface World<N extends Needs = Needs> {
  core: CoreApi
  /** the model that is read; without `needs: 'model'` there may be none yet */
  model: N extends 'model' ? ModelSummary : ModelSummary | null
  /** how commands of the core name that model */
  handle: N extends 'model' ? ModelHandle : ModelHandle | null
  /** aborted when the result is no longer wanted */
  signal: AbortSignal
}

/** Where a measurement is taken without a page: a model that is open in a core, and a text for widgets that are given none. */
export interface MeasuredWorld {
  core: CoreApi
  model: ModelSummary
  handle: ModelHandle
  text: string
}

type Given<E extends Entries> = v.InferOutput<v.StrictObjectSchema<E, undefined>>
type Filled<E extends Entries, D> = Omit<Given<E>, keyof D> & { [K in keyof D & keyof Given<E>]-?: Exclude<Given<E>[K], undefined> }
/** What a computation is given: all parameters but those that only the drawing shows. */
type Inputs<E extends Entries, D, S extends string> = Omit<Filled<E, D>, S>

interface Declaration<
  E extends Entries,
  D extends Partial<Given<E>>,
  S extends Extract<keyof E, string>,
  N extends Needs,
  Value,
  Progress,
> {
  /** the name in `::widget{id=…}`, and the folder's */
  id: string
  title: string
  /** what a learner sees here, in one sentence */
  teaches: string
  params: E
  /** what stands in for parameters that nobody has set */
  defaults?: D
  /** parameters that change the drawing alone: nothing is computed anew for them */
  shown?: readonly S[]
  needs?: N
  /** two models at once: `model` names the one that is read instead of the open one, `beside` another that stands next to it */
  compares?: N extends 'model' ? true : never
  /** parameters brought to what the model has: a layer that is one too many becomes the last */
  fit?(params: Filled<E, D>, model: ModelSummary): Partial<Filled<E, D>>
  /** name → what it is and its unit: "merges learned", "mean cross-entropy on held-out text, nats". Challenges are graded by these. */
  readings?: Readonly<Record<string, string>>
  /** a value that follows from the parameters at once, in the page */
  derive?(params: Inputs<E, D, S>): Value
  /** a value that is computed whenever a parameter or the model's weights have changed */
  compute?(params: Inputs<E, D, S>, world: World<N>): Promise<Value>
  /** a value for which a learner presses a button. `before` is the value so far. */
  run?(params: Filled<E, D>, world: World<N>, report: (progress: Progress) => void, before: Value | null): Promise<Value>
  /** a run begins anew when one of its parameters is changed */
  restarts?: boolean
  /** the value in numbers; null while there is nothing to tell */
  readingsOf?(value: Value, params: Filled<E, D>): Readings | null
  /** for a widget that shows what the session does: the same readings, taken in a world without a page. Its view calls `read`. */
  measure?(params: Filled<E, D>, world: MeasuredWorld): Promise<Readings>
}

export interface Widget<P = Params, Value = unknown, Progress = unknown, N extends Needs = Needs> {
  id: string
  title: string
  teaches: string
  needs: N
  compares: boolean
  readings: Readonly<Record<string, string>>
  /** of a directive's arguments, as strings from markdown */
  schema: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>
  entries: Entries
  defaults: Params
  /** names of the parameters that are computed from */
  inputs: readonly string[]
  restarts: boolean
  fit?(params: P, model: ModelSummary): Partial<P>
  derive?(params: P): Value
  compute?(params: P, world: World<N>): Promise<Value>
  run?(params: P, world: World<N>, report: (progress: Progress) => void, before: Value | null): Promise<Value>
  readingsOf?(value: Value, params: P): Readings | null
  measure?(params: P, world: MeasuredWorld): Promise<Readings>
}

// biome-ignore lint/suspicious/noExplicitAny: a widget whose parameters and values only its own folder knows
export type AnyWidget = Widget<any, any, any, any>

export function defineWidget<
  E extends Entries,
  Value = null,
  Progress = never,
  const D extends Partial<Given<E>> = Record<never, never>,
  S extends Extract<keyof E, string> = never,
  N extends Needs = 'nothing',
>(declaration: Declaration<E, D, S, N, Value, Progress>): Widget<Filled<E, D>, Value, Progress, N> {
  const {
    params,
    defaults = {},
    shown = [],
    needs = 'nothing' as N,
    readings = {},
    restarts = false,
    compares = false,
    ...rest
  } = declaration
  const entries = compares ? { ...params, model: modelName(), beside: modelName() } : params
  const hidden: readonly string[] = compares ? [...shown, 'model', 'beside'] : shown
  return {
    // Each function is given the parameters that it names and no others; one type stands for them here.
    ...(rest as unknown as Omit<Widget<Filled<E, D>, Value, Progress, N>, 'entries'>),
    entries,
    schema: v.strictObject(entries as E),
    defaults,
    inputs: Object.keys(entries).filter((name) => !hidden.includes(name)),
    needs,
    compares,
    readings,
    restarts,
  }
}

export type ParamsOf<W> = W extends Widget<infer P, infer _V, infer _G, infer _N> ? P : never
export type ValueOf<W> = W extends Widget<infer _P, infer V, infer _G, infer _N> ? V : never
