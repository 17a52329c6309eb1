/** The gallery: every widget and every figure of the course, each with a page where it stands alone. */
import { Link } from 'wouter'
import { widgets } from 'virtual:widgets'
import list from '../shell/list.module.css'
import { Page, Part } from '../shell/Page.tsx'
import { byTitle } from './byTitle.ts'

export function GalleryPage() {
  const all = byTitle(widgets)
  return (
    <Page
      title="Gallery"
      intro={`The ${all.length} widgets of the course, each alone and in every state it has, and the figures that they draw with.`}
    >
      <p>
        <Link href="/gallery/all">All widgets on one page</Link>, <Link href="/gallery/figures">all figures on one page</Link>
      </p>
      <Part title="Widgets">
        <dl className={list.list}>
          {all.map(({ id, title, teaches }) => (
            <div key={id}>
              <dt>
                <Link href={`/gallery/widgets/${id}`}>{title}</Link>
              </dt>
              <dd>
                {teaches}
                <p className="n">{id}</p>
              </dd>
            </div>
          ))}
        </dl>
      </Part>
    </Page>
  )
}
