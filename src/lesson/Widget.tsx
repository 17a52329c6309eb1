/** A widget in a lesson: loaded when the reader comes near, and when it breaks, only it breaks. */
import { Suspense, useEffect, useRef, useState } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { later } from '../ui/later.tsx'
import type { Params, WidgetHandles } from '../widgets/contract.ts'
import { widgets } from '../widgets/registry.ts'
import css from './Widget.module.css'

/** Begin to load this far ahead of the screen. */
const AHEAD = '600px'

const loaded = Object.fromEntries(Object.entries(widgets).map(([id, { load }]) => [id, later(() => load().then((m) => m.default))]))

export interface WidgetPlace extends WidgetHandles {
  id: string
  params: Params
}

export function Widget({ id, params, onParams, onReadings }: WidgetPlace) {
  const place = useRef<HTMLDivElement>(null)
  const near = useNear(place)
  const title = widgets[id]?.meta.title ?? id
  const Loaded = loaded[id]
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
      {near && Loaded ? (
        <Boundary where={title} hint="The rest of the lesson still works. Reload to try again; your model is kept.">
          <Suspense fallback={waiting}>
            <Loaded {...params} {...handles} />
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
