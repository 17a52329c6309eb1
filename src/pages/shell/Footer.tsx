/** The foot of every page: what lies beside the rooms, and where all this is computed. */
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import css from './shell.module.css'

const BESIDE = [
  { path: '/review', name: 'Review' },
  { path: '/predictions', name: 'Predictions' },
  { path: '/reached', name: 'What your models reached' },
  { path: '/notes', name: 'Notes' },
  { path: '/glossary', name: 'Glossary' },
  { path: '/bibliography', name: 'Bibliography' },
  { path: '/gallery', name: 'Gallery' },
  { path: '/your-data', name: 'Your data' },
]

export function Footer({ onHelp }: { onHelp: () => void }) {
  return (
    <footer className={css.foot}>
      <div className="wrap">
        <nav aria-label="More of the course">
          {BESIDE.map(({ path, name }) => (
            <Link key={path} href={path}>
              {name}
            </Link>
          ))}
          <Button look="text" aria-keyshortcuts="?" onClick={onHelp}>
            Keys
          </Button>
        </nav>
        <span>Computed in this tab. Nothing leaves the browser.</span>
        <span>No account. No analytics.</span>
        <span>Models are kept on this machine.</span>
      </div>
    </footer>
  )
}
