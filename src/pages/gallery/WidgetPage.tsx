/** One widget alone: in each state of the core, with what it measures now and what a lesson may tell it. */
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { Widget } from '../../lesson/Widget.tsx'
import { fixed } from '../../ui/format.ts'
import { widgets } from 'virtual:widgets'
import type { AnyWidget, Readings } from '../../widgets/frame/define.ts'
import { loads } from '../../widgets/registry.ts'
import { NotFound } from '../shell/NotFound.tsx'
import { Page, Part } from '../shell/Page.tsx'
import css from './gallery.module.css'
import { exampleOf, parametersOf } from './parameters.ts'
import { States } from './States.tsx'

export function WidgetPage({ id }: { id: string }) {
  const meta = widgets[id]
  const widget = useDeclaration(id)
  const [readings, setReadings] = useState<Readings>({})
  if (!meta) return <NotFound />
  return (
    <Page title={meta.title} intro={meta.teaches}>
      <States path={`/gallery/widgets/${id}`} />
      <div className={css.alone}>{widget ? <Widget id={id} params={exampleOf(widget)} onReadings={setReadings} /> : null}</div>
      <ReadingTable known={meta.readings} readings={readings} />
      {widget ? <ParameterTable widget={widget} /> : null}
      <p className={css.back}>
        <Link href="/gallery">All widgets</Link>
      </p>
    </Page>
  )
}

/** null until it has come, and where there is no such folder */
function useDeclaration(id: string): AnyWidget | null {
  const [widget, setWidget] = useState<AnyWidget | null>(null)
  useEffect(() => {
    // One that does not load says so where it stands.
    void loads[id]?.().then(({ widget: found }) => setWidget(found))
  }, [id])
  return widget
}

function ReadingTable({ known, readings: now }: { known: Readonly<Record<string, string>>; readings: Readings }) {
  const names = Object.entries(known)
  if (names.length === 0) return null
  return (
    <Part title="What it measures">
      <Rows
        head={['reading', 'now', 'what it is']}
        rows={names.map(([name, what]) => [name, now[name] === undefined ? '–' : written(now[name]), what])}
      />
    </Part>
  )
}

const written = (value: number): string => (Number.isInteger(value) ? String(value) : fixed(value, 4))

function ParameterTable({ widget }: { widget: AnyWidget }) {
  const parameters = parametersOf(widget)
  const needs = widget.needs === 'nothing' ? 'nothing of the session' : widget.needs
  return (
    <Part title="What a lesson may tell it">
      <p className="mute">It needs: {needs}.</p>
      {parameters.length > 0 ? (
        <Rows
          head={['parameter', '', 'what it takes']}
          rows={parameters.map(({ name, needed, takes }) => [name, needed ? 'must be given' : '', takes])}
        />
      ) : null}
    </Part>
  )
}

function Rows({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.rows} tabIndex={0} aria-label={`By ${head[0]}`}>
      <table>
        <thead>
          <tr>
            {head.map((name) =>
              name ? (
                <th key={name} scope="col">
                  {name}
                </th>
              ) : (
                <td key="none" />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, middle, words]) => (
            <tr key={name}>
              <th scope="row" className="n">
                {name}
              </th>
              <td className="n">{middle}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
