/** A widget as a component: its declaration, and the view that draws what the declaration computes. */
import type { FunctionComponent } from 'react'
import { ModelContext } from '../../instruments/model.ts'
import type { AnyWidget, Needs, Widget } from './define.ts'
import type { Params } from './params.ts'
import { type Figure, useFigure, type WidgetHandles } from './useFigure.ts'

/** What `View.tsx` of a widget's folder exports. */
export type Drawn<P = Params> = FunctionComponent<Partial<P> & Compared & WidgetHandles> & { widget: AnyWidget }

/** What a widget has besides that `compares`. */
interface Compared {
  model?: string
  beside?: string
}

/** Ties a view to its declaration. The view draws, and changes parameters; all else is done for it here. */
export function draw<P, Value, Progress, N extends Needs>(
  widget: Widget<P, Value, Progress, N>,
  View: FunctionComponent<Figure<P, Value, Progress, N>>,
): Drawn<P> {
  function Drawing({ onParams, onReadings, ...given }: Params & WidgetHandles) {
    const figure = useFigure(widget, given, { onParams, onReadings })
    return (
      <ModelContext value={figure.read}>
        <View {...figure} />
      </ModelContext>
    )
  }
  return Object.assign(Drawing as FunctionComponent<Partial<P> & Compared & WidgetHandles>, {
    widget: widget as AnyWidget,
    displayName: widget.id,
  })
}
