/** The model map on a page that is not a lesson: loaded once a model is open and the place is in view, and at rest while it is not, since a training run changes it at every step. */
import { Suspense, useEffect, useRef, useState } from 'react'
import { useSession } from '../../session/index.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { later } from '../../ui/later.tsx'
import { useInView } from '../../ui/useInView.ts'
import css from './MapPlace.module.css'

const ModelMap = later(() => import('../../widgets/architecture/model-map/View.tsx').then((m) => m.default))

export function MapPlace() {
  const place = useRef<HTMLElement>(null)
  const seen = useInView(place, false)
  const open = useSession((s) => s.current !== null)
  // What is off the screen keeps its height, or the page would jump.
  const [height, setHeight] = useState<number | undefined>(undefined)
  useEffect(() => {
    if (seen && open) return () => setHeight(place.current?.offsetHeight)
    return undefined
  }, [seen, open])
  const [params, setParams] = useState<Record<string, unknown>>({})
  return (
    <section ref={place} className={css.place} aria-label="The model map" style={{ minHeight: height }}>
      {seen && open ? (
        <Boundary where="The model map" hint="The rest of the page still works. Reload to try again; your model is kept.">
          <Suspense fallback={<p className={css.waiting}>The model map: opening …</p>}>
            <ModelMap {...params} onParams={(change: Record<string, unknown>) => setParams((so) => ({ ...so, ...change }))} />
          </Suspense>
        </Boundary>
      ) : (
        <p className={css.waiting}>The model map: all numbers of the open model in one drawing.</p>
      )}
    </section>
  )
}
