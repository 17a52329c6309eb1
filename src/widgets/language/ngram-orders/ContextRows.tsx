/** One context read back a character further in each row: how often it was seen, and what all tables so far think comes next. */
import type { CSSProperties } from 'react'
import { int, share, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import css from './NgramOrders.module.css'
import type { ContextCount } from './widget.ts'

/** Wide enough for a letter. */
const LEAST_NAMED = 0.07

export function ContextRows({ contexts }: { contexts: readonly ContextCount[] }) {
  return (
    <LitBox name="probability/next">
      <table className={css.contexts}>
        <caption>The last characters of it, one more in each row, and the shares of what comes next</caption>
        <thead>
          <tr>
            <th scope="col">context</th>
            <th scope="col" className="n">
              seen
            </th>
            <th scope="col">next</th>
          </tr>
        </thead>
        <tbody>
          {contexts.map(({ context, times, next }) => (
            <tr key={context.length} data-unseen={times === 0 || undefined}>
              <th scope="row">{context === '' ? 'any' : [...context].map(visible).join('')}</th>
              <td className="n">{times === 0 ? 'never' : int(times)}</td>
              <td>
                <span className={css.strip}>
                  {next.map(({ character, share: part }) => (
                    <span
                      key={character}
                      style={{ flexGrow: Math.max(1, Math.round(1000 * part)), '--a': `${Math.round(20 + 70 * part)}%` } as CSSProperties}
                      title={`${visible(character)} ${share(part)}`}
                    >
                      {part >= LEAST_NAMED ? visible(character) : ''}
                    </span>
                  ))}
                </span>
                <span className="vh">
                  {next
                    .slice(0, 3)
                    .map(({ character, share: part }) => `${visible(character)} ${share(part)}`)
                    .join(', ')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}
