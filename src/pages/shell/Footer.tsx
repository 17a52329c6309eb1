/** The foot of every page. */
import css from './shell.module.css'

export function Footer() {
  return (
    <footer className={css.foot}>
      <div className="wrap">
        <span>Computed in this tab. Nothing leaves the browser.</span>
        <span>No account. No analytics.</span>
        <span>Models are kept on this machine.</span>
      </div>
    </footer>
  )
}
