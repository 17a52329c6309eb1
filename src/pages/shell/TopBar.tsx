/** The bar on top of every page: the three rooms, what runs or else the model at hand, light or dark. */
import { Link, useLocation } from 'wouter'
import { session, useSession } from '../../session/index.ts'
import { fixed, int, toBits } from '../../ui/format.ts'
import { JobLine } from './JobLine.tsx'
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
        <ModelOrJobs />
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

function ModelOrJobs() {
  const jobs = useSession((s) => s.jobs)
  return jobs.length > 0 ? <JobLine jobs={jobs} /> : <ModelLine />
}

/** The model that every page works with, in one line of figures. */
function ModelLine() {
  const current = useSession((s) => s.current)
  const device = useSession((s) => s.device)
  if (!current) return <span className={css.model} />
  const { name, parameters, step, validationLoss, charactersPerToken } = current
  return (
    <span className={css.model}>
      <span className={css.name}>
        <b>{name}</b>
      </span>
      <span className={css.wide}>{int(parameters)} parameters</span>
      <span>
        step <b>{int(step)}</b>
      </span>
      {validationLoss == null ? null : <span title="on held-out text">{fixed(toBits(validationLoss, charactersPerToken))} bits/char</span>}
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
