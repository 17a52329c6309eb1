/** A button that opens the dialog for publishing, whose code comes then. */
import { Suspense, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import type { PublishProps } from './PublishDialog.tsx'

export const PublishDialog = later(() => import('./PublishDialog.tsx').then((m) => m.PublishDialog))

export function PublishButton(props: Omit<PublishProps, 'onClose'>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button title="one HTML file that anyone opens" onClick={() => setOpen(true)}>
        Publish …
      </Button>
      {open ? (
        <Suspense>
          <PublishDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
