/** Rows of dots over the years, one a work; a slider goes through them, and below stands the one that it is on. */
import { READINGS } from '../../../facts/readings.ts'
import type { Work } from '../../../instruments/works.ts'
import { int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Dots } from './Dots.tsx'
import css from './Venues.module.css'
import { KIND_NAMES, kindOf, rowsOf } from './venues.ts'
import widget, { SINCE } from './widget.ts'

const LISTED = new Set(READINGS.map(({ work }) => work))

export default draw(widget, function Venues(figure) {
  const { params, change, value } = figure
  const since = Number(params.since)
  const drawn = (value ?? []).filter(({ year }) => year >= since).toSorted((a, b) => a.year - b.year)
  // A work from before the first year that is drawn gives way to the first.
  const at = Math.max(
    0,
    drawn.findIndex(({ id }) => id === params.work),
  )
  return (
    <Figure
      of={figure}
      name="Venues"
      title="what this course cites, by year and place"
      footer={
        value ? (
          <>
            <span>filled: on the reading list</span>
            <span>
              {int(drawn.length)} of {int(value.length)} works
            </span>
          </>
        ) : null
      }
    >
      {() => (
        <>
          <Segmented
            label="Since"
            value={params.since}
            options={SINCE.map((each) => ({ value: each, label: `since ${each}` }))}
            onChange={(each) => change({ since: each })}
          />
          <Twin
            caption="one dot a work"
            figure={
              <Dots
                rows={rowsOf(drawn, since)}
                since={since}
                listed={LISTED}
                chosen={drawn[at]!.id}
                onChoose={(work) => change({ work })}
              />
            }
            table={() => <Table works={drawn} />}
          />
          <Scale
            label="work"
            value={at}
            min={0}
            max={drawn.length - 1}
            step={1}
            format={(i) => `${drawn[i]?.authors ?? ''}, ${drawn[i]?.year ?? ''}`}
            onChange={(i) => change({ work: drawn[i]!.id })}
          />
          <Chosen work={drawn[at]!} />
        </>
      )}
    </Figure>
  )
})

function Chosen({ work: { title, url, authors, year, venue, lessons } }: { work: Work }) {
  return (
    <p className={css.work}>
      <b>
        {url ? (
          <a href={url} rel="noreferrer">
            {title}
          </a>
        ) : (
          title
        )}
      </b>
      {authors} ({year}). {venue}.{' '}
      {lessons.length > 0 ? `Cited in ${lessons.length === 1 ? 'one lesson' : `${int(lessons.length)} lessons`} of this course.` : ''}
    </p>
  )
}

function Table({ works }: { works: readonly Work[] }) {
  return (
    <table>
      <caption className="vh">The works, by year</caption>
      <thead>
        <tr>
          <th scope="col">year</th>
          <th scope="col">work</th>
          <th scope="col">place</th>
        </tr>
      </thead>
      <tbody>
        {works.map(({ id, year, authors, title, venue }) => (
          <tr key={id}>
            <td>{year}</td>
            <th scope="row">
              {authors}: {title}
            </th>
            <td>
              {venue}
              <small> {KIND_NAMES[kindOf(venue)].split(':')[0]}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
