/** Where the page is seen with its core in another state. */
import { CORE_STATES, type CoreState, coreState } from '../../session/index.ts'
import css from './gallery.module.css'

const WORDS: Readonly<Record<CoreState, string>> = {
  ready: 'as it is',
  empty: 'no model',
  starting: 'starting',
  busy: 'busy',
  failing: 'failing',
}

/** Links and not buttons: the core of a page is chosen by its address, so each state is a page of its own and your model is left alone. */
export function States({ path }: { path: string }) {
  const now = coreState(location)
  return (
    <nav aria-label="State of the core" className={css.states}>
      <span className="cap">The core:</span>
      {CORE_STATES.map((state) => (
        <a
          key={state}
          href={`${location.pathname}${state === 'ready' ? '' : `?core=${state}`}#${path}`}
          aria-current={state === now ? 'page' : undefined}
        >
          {WORDS[state]}
        </a>
      ))}
    </nav>
  )
}
