/** How far back every head looks, a line for each layer, and where a head would stand that looks nowhere in particular. */
import { fixed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import css from './HeadGallery.module.css'
import { evenHead, type Head } from './heads.ts'

export function Distances({ heads, tokens, shown }: { heads: readonly Head[]; tokens: number; shown: string }) {
  const even = evenHead(tokens).distance
  const most = 1.1 * Math.max(even, ...heads.map(({ distance }) => distance))
  const at = (distance: number) => ({ insetInlineStart: `${(100 * distance) / most}%` })
  const layers = [...new Set(heads.map(({ layer }) => layer))]
  return (
    <LitBox name="position">
      <p className="cap">tokens that a head looks back, by layer; the line is a head with even shares, {fixed(even, 2)}</p>
      <div className={css.distances} aria-hidden="true">
        {layers.map((layer) => (
          <div key={layer} className={css.lane}>
            <span className="n">layer {layer}</span>
            <div className={css.track}>
              <i className={css.even} style={at(even)} />
              {heads
                .filter((head) => head.layer === layer)
                .map(({ name, distance }) => (
                  <b
                    key={name}
                    className={css.dot}
                    data-shown={name === shown}
                    style={at(distance)}
                    title={`${name}: ${fixed(distance, 2)}`}
                  />
                ))}
            </div>
          </div>
        ))}
      </div>
    </LitBox>
  )
}
