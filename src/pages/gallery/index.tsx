/** The gallery's pages; one chunk, loaded by whoever comes here. */
import { Route, Switch } from 'wouter'
import { NotFound } from '../shell/NotFound.tsx'
import { AllWidgetsPage } from './AllWidgetsPage.tsx'
import { FiguresPage } from './FiguresPage.tsx'
import { GalleryPage } from './GalleryPage.tsx'
import { WidgetPage } from './WidgetPage.tsx'

export function Gallery() {
  return (
    <Switch>
      <Route path="/gallery" component={GalleryPage} />
      <Route path="/gallery/all" component={AllWidgetsPage} />
      <Route path="/gallery/figures" component={FiguresPage} />
      <Route path="/gallery/widgets/:id">{({ id }) => <WidgetPage key={id} id={id} />}</Route>
      <Route component={NotFound} />
    </Switch>
  )
}
