/** The three rooms, each in two sentences. */
import { Link } from 'wouter'
import css from './Rooms.module.css'

export function Rooms() {
  return (
    <section className={css.rooms} aria-label="Three rooms">
      <div>
        <h2>Learn</h2>
        <p>Text on the left, the live figure on the right. You predict first, then look, then read why.</p>
        <Link href="/learn">The lessons</Link>
      </div>
      <div>
        <h2>Lab</h2>
        <p>Your model as a drawing that you can pull wider. Parameters, memory and minutes before you run.</p>
        <Link href="/lab">Your model</Link>
      </div>
      <div>
        <h2>Teach</h2>
        <p>For those who teach with it: assign lessons and tasks by one link, and grade what comes back by running it.</p>
        <Link href="/teach">For teachers</Link>
      </div>
    </section>
  )
}
