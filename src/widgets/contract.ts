/** What every widget declares, gets and gives back. Plain data and types, so that the lesson compiler can check a directive without loading React. */
import type { GenericSchema } from 'valibot'
import type { CoreApi, ModelHandle, ModelSummary } from '../worker/protocol.ts'

/** Values of a widget's parameters as its schema yields them; a lesson, a link or the learner sets them. */
export type Params = Record<string, unknown>

/** What a widget measured, by name; the names and units are declared in `meta.readings`. */
export type Readings = Readonly<Record<string, number>>

export interface WidgetMeta {
  /** the name in `::widget{id=…}`, and the folder's */
  id: string
  title: string
  /** what a learner sees here, in one sentence */
  teaches: string
  /** the directive's arguments, as strings from markdown */
  params: GenericSchema<Record<string, unknown>, Record<string, unknown>>
  /** what it asks of the session */
  needs: readonly ('device' | 'model' | 'run')[]
  /** name → what it is and its unit: "merges learned", "mean cross-entropy on held-out text, nats". Challenges are graded by these. */
  readings?: Readonly<Record<string, string>>
}

/** What the page hands to a widget's component beside its parameters. Without a page (in the gallery, in a test) they may be missing. */
export interface WidgetHandles {
  /** Keeps new values of parameters: in the address on a lesson's page, in the challenge inside one. */
  onParams?(change: Params): void
  /** Tells what the widget measures now; a challenge that stands around it is graded by it. */
  onReadings?(readings: Readings): void
}

export type WidgetProps<P = Params> = P & WidgetHandles

/** What a measurement may use: the core, a model in it, and a text to work on where the parameters name none. */
export interface World {
  core: CoreApi
  handle: ModelHandle
  model: ModelSummary
  text: string
}

/**
 * A widget's numbers without its face: `measure.ts` of its folder exports one, the component calls the same functions, and
 * challenges are graded and tests run by it. Deterministic: equal parameters in an equal world give equal readings.
 */
export type Measure<P = Params> = (params: P, world: World) => Promise<Readings>
