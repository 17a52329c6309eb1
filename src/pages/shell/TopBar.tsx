/** The bar on top of every page: the three rooms, the model at hand, light or dark. */
import { Link, useLocation } from 'wouter'
import { isRunning, session, useSession } from '../../session/index.ts'
import { fixed, int, toBits } from '../../ui/format.ts'
import css from './shell.module.css'
import { useDark } from './theme.ts'

const ROOMS = [
  { path: '/learn', name: 'Learn' },
  { path: '/lab', name: 'Lab' },
  { path: '/teach', name: 'Teach' },
]

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const [path] = useLocation()
  return (
    <header className={css.top}>
      <div className={`wrap ${css.bar}`}>
        <Link href="/" className={css.mark}>
          Pathway to GPT
        </Link>
        <nav className={css.rooms} aria-label="Rooms">
          {ROOMS.map((room) => (
            <Link key={room.path} href={room.path} aria-current={path.startsWith(room.path) ? 'page' : undefined}>
              {room.name}
            </Link>
          ))}
        </nav>
        <ModelLine />
        <button type="button" className={css.icon} aria-label="Search" aria-keyshortcuts="/" onClick={onSearch}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle cx="6.5" cy="6.5" r="5" fill="none" stroke="currentColor" />
            <path d="m10.2 10.2 4.3 4.3" stroke="currentColor" />
          </svg>
        </button>
        <ThemeButton />
      </div>
    </header>
  )
}

/** The model that every page works with, in one line of figures. */
function ModelLine() {
  const current = useSession((s) => s.current)
  const run = useSession((s) => s.run)
  const device = useSession((s) => s.device)
  if (!current) return <span className={css.model} />
  const running = isRunning(run)
  const step = running && run ? run.step : current.step
  const loss = running && run ? run.evaluations.at(-1)?.validationLoss : current.validationLoss
  return (
    <span className={css.model}>
      <span className={css.name}>
        {running ? <i className={css.dot} aria-hidden="true" /> : null}
        <b>{running && run ? run.name : current.name}</b>
      </span>
      <span className={css.wide}>{int(current.parameters)} parameters</span>
      <span>
        step <b>{int(step)}</b>
      </span>
      {loss == null ? null : (
        <span title="on held-out text">{fixed(toBits(loss, (running && run ? run : current).charactersPerToken))} bits/char</span>
      )}
      {device ? <span className={css.wide}>{device.kind === 'webgpu' ? 'WebGPU' : 'WebAssembly'}</span> : null}
    </span>
  )
}

function ThemeButton() {
  const other = useDark() ? 'light' : 'dark'
  return (
    <button type="button" className={css.icon} aria-label={`Switch to ${other}`} onClick={() => session.getState().setTheme(other)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </button>
  )
}
