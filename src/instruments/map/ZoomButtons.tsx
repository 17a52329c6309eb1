/** Zoom for the hand that has no wheel: out, all of it, in. */
import type { MapView } from '../../figures/map/useView.ts'
import css from './MapPanel.module.css'

export function ZoomButtons({ zoom }: { zoom: MapView }) {
  return (
    <fieldset className={css.zoom}>
      <legend className="vh">Zoom</legend>
      <button type="button" aria-label="Zoom out" onClick={() => zoom.zoom(1 / 1.5)}>
        −
      </button>
      <button type="button" aria-label="All of it" onClick={zoom.fit}>
        fit
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => zoom.zoom(1.5)}>
        +
      </button>
    </fieldset>
  )
}
