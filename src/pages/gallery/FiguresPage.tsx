/** All figures on one page, in each of their states. */
import { Link } from 'wouter'
import { Page, Part } from '../shell/Page.tsx'
import { FIGURES } from './figures.tsx'
import css from './gallery.module.css'

const INTRO =
  'The drawings that widgets share, each in every state. They know nothing of GPT: their numbers come from formulas here, and from your model in the lessons.'

export function FiguresPage() {
  return (
    <Page title="Figures" intro={INTRO}>
      <p>
        <Link href="/gallery">All widgets</Link>
      </p>
      {Object.entries(FIGURES).map(([name, states]) => (
        <Part key={name} title={name}>
          <div className={css.figures}>
            {Object.entries(states).map(([state, draw]) => (
              <div key={state}>
                <h3>{state}</h3>
                {draw()}
              </div>
            ))}
          </div>
        </Part>
      ))}
    </Page>
  )
}
