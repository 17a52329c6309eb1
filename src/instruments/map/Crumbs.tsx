/** Where one is in the model; the way back. */
import type { Place } from '../../figures/map/scene.ts'
import css from './MapPanel.module.css'

export function Crumbs({ open: { layer, head }, onOpen }: { open: Place; onOpen(place: Place): void }) {
  if (layer === undefined) return null
  return (
    <nav className={css.crumbs} aria-label="Where you are in the model">
      <button type="button" onClick={() => onOpen({})}>
        model
      </button>
      <span aria-hidden="true">›</span>
      {head === undefined ? (
        <b aria-current="location">block {layer}</b>
      ) : (
        <>
          <button type="button" onClick={() => onOpen({ layer })}>
            block {layer}
          </button>
          <span aria-hidden="true">›</span>
          <b aria-current="location">head {head}</b>
        </>
      )}
    </nav>
  )
}
