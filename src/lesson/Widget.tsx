/** A widget in a lesson: loaded when the reader comes near, and when it breaks, only it breaks. */
import { type FunctionComponent, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { later } from '../ui/later.tsx'
import type { Drawn } from '../widgets/frame/draw.tsx'
import type { Params } from '../widgets/frame/params.ts'
import type { WidgetHandles } from '../widgets/frame/useFigure.ts'
import { useAddressParams } from './address.ts'
import type { Figures } from './figures.ts'
import { useLesson } from './LessonContext.ts'
import css from './Widget.module.css'

/** Begin to load this far ahead of the screen. */
const AHEAD = '600px'

type Given = Omit<WidgetPlace, 'id' | 'title'>

const components = new Map<string, (props: Given) => ReactNode>()

/** The component of a widget, the same each time. Where the page is no lesson's, its code is looked for among all. */
function componentOf(id: string, figure: Figures[string] | undefined): (props: Given) => ReactNode {
  const known = components.get(id)
  if (known) return known
  const load = figure?.load ?? (() => import('../widgets/registry.ts').then(({ loads }) => loads[id]!()))
  const component = later(() => load().then(inPlace))
  components.set(id, component)
  return component
}

export interface WidgetPlace extends WidgetHandles {
  id: string
  params: Params
  /** what it is called while its code comes, where no lesson says it */
  title?: string
  /** the block whose parameters the page's address keeps; without one they are kept by `onParams` */
  address?: string
}

/** A widget that is drawn where it stands, once it is there and its schema can read the address. */
function inPlace(Drawing: Drawn): FunctionComponent<Given> {
  function AtAddress({ params, address, onReadings }: Given & { address: string }) {
    const [now, change] = useAddressParams(address, Drawing.widget.schema, params)
    return <Drawing {...now} onParams={change} onReadings={onReadings} />
  }
  return ({ params, address, ...handles }) =>
    address === undefined ? <Drawing {...params} {...handles} /> : <AtAddress params={params} address={address} {...handles} />
}

export function Widget({ id, params, title: called, address, onParams, onReadings }: WidgetPlace) {
  const place = useRef<HTMLDivElement>(null)
  const near = useNear(place)
  const figure = useLesson().figures?.[id]
  const title = figure?.title ?? called ?? id
  const Loaded = componentOf(id, figure)
  // Handles stay the same from one render to the next, so that a widget may list them among an effect's dependencies.
  const latest = useRef<WidgetHandles>({})
  useEffect(() => {
    latest.current = { onParams, onReadings }
  })
  const [handles] = useState<WidgetHandles>(() => ({
    onParams: (change) => latest.current.onParams?.(change),
    onReadings: (readings) => latest.current.onReadings?.(readings),
  }))
  const waiting = <p className={css.waiting}>{title}: opening …</p>
  return (
    <div ref={place} className={css.widget} data-widget={id}>
      {near ? (
        <Boundary where={title} hint="The rest of the lesson still works. Reload to try again; your model is kept.">
          <Suspense fallback={waiting}>
            <Loaded params={params} address={address} {...handles} />
          </Suspense>
        </Boundary>
      ) : (
        waiting
      )}
    </div>
  )
}

function useNear(place: { current: Element | null }): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (near || !place.current) return
    if (typeof IntersectionObserver === 'undefined') {
      setNear(true)
      return
    }
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: AHEAD })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [near, place])
  return near
}
