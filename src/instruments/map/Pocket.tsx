/** The map, small, in the margin of a lesson while the map itself is out of view: a word that points into the model still lights it. */
import type { MapNumbers } from '../../figures/map/data.ts'
import { handleNamed } from '../../figures/map/handles.ts'
import { MiniMap } from '../../figures/map/MiniMap.tsx'
import type { Scene } from '../../figures/map/scene.ts'
import { useWidth } from '../../figures/useWidth.ts'
import { useLit } from '../../ui/highlight.ts'
import css from './Pocket.module.css'

interface PocketProps {
  scene: Scene
  numbers: MapNumbers
  /** back to the map itself */
  onBack(): void
}

export function Pocket({ scene, numbers, onBack }: PocketProps) {
  const { ref, width } = useWidth<HTMLButtonElement>(440)
  const lit = useLit()
  const handle = handleNamed(lit)
  return (
    <div className={css.pocket} data-lit={handle !== null}>
      <button ref={ref} type="button" onClick={onBack} aria-label="Back to the model map">
        <MiniMap scene={scene} numbers={numbers} lit={lit} width={width} />
      </button>
      <p aria-hidden="true">{handle ? handle.said : 'The map of the open model. Point at a coloured word, and its part lights up.'}</p>
    </div>
  )
}
