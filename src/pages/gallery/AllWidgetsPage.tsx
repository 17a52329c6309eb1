/** All widgets on one page, each as it opens by itself: how they look beside each other, in each state of the core. */
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { widgets } from 'virtual:widgets'
import { Widget } from '../../lesson/Widget.tsx'
import type { AnyWidget } from '../../widgets/frame/define.ts'
import { loads } from '../../widgets/registry.ts'
import { Page, Part } from '../shell/Page.tsx'
import { byTitle } from './byTitle.ts'
import { exampleOf } from './parameters.ts'
import { States } from './States.tsx'

export function AllWidgetsPage() {
  const declared = useDeclarations()
  return (
    <Page title="All widgets" intro="Each with what a lesson may leave out left out.">
      <States path="/gallery/all" />
      {byTitle(widgets).map(({ id, title }) => (
        <Part key={id} title={title}>
          {declared[id] ? <Widget id={id} params={exampleOf(declared[id])} /> : null}
        </Part>
      ))}
      <p>
        <Link href="/gallery">The list of them</Link>
      </p>
    </Page>
  )
}

/** As they come. One that does not load is missing from the page. */
function useDeclarations(): Readonly<Record<string, AnyWidget>> {
  const [declared, setDeclared] = useState<Readonly<Record<string, AnyWidget>>>({})
  useEffect(() => {
    for (const [id, load] of Object.entries(loads)) {
      void load().then(({ widget }) => setDeclared((before) => ({ ...before, [id]: widget })))
    }
  }, [])
  return declared
}
