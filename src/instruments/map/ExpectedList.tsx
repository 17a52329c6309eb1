/** The last column opened: what the model expects next, with its shares. */
import { memo } from 'react'
import type { Expected } from '../../figures/map/data.ts'
import type { Box } from '../../figures/map/scene.ts'
import type { View } from '../../figures/map/view.ts'
import { share, visible } from '../../ui/format.ts'
import css from './MapPanel.module.css'

interface ExpectedListProps {
  tokens: readonly string[]
  expected: readonly Expected[]
  box: Box
  view: View
}

export const ExpectedList = memo(function ExpectedList({ tokens, expected, box, view }: ExpectedListProps) {
  const top = Math.max(0.05, expected[0]?.share ?? 1)
  const letter = Math.min(150, Math.max(24, 9 * Math.max(...expected.map(({ token }) => visible(token).length))))
  const room = Math.max(20, box.w - letter - 60)
  return (
    <div className={css.expected} style={{ left: box.x * view.k + view.x, top: box.y * view.k + view.y, width: box.w }}>
      <p>
        after <span className={css.tail}>…{visible(tokens.slice(-7).join(''))}</span> it expects
      </p>
      <ol>
        {expected.map(({ token, share: p }) => (
          <li key={token}>
            <span className={css.next} style={{ width: letter }}>
              {visible(token)}
            </span>
            <i aria-hidden="true" style={{ width: Math.max(1, (p / top) * room * Math.min(1, 0.35 + top)) }} />
            <span className="n">{share(p)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
})
