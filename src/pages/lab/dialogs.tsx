/** The two questions that the list of models asks: what name, and whether to delete. */
import { useState } from 'react'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { int } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'

interface Props {
  model: ModelSummary
  onClose: () => void
}

export function RenameDialog({ model, onClose }: Props) {
  const rename = useSession((s) => s.rename)
  const [name, setName] = useState(model.name)
  const submit = () => {
    if (name.trim() === '') return
    void rename(model.id, name.trim())
    onClose()
  }
  return (
    <Dialog
      open
      title="Rename the model"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={submit}>
            Rename
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        value={name}
        maxLength={80}
        error={name.trim() === '' ? 'A model needs a name.' : undefined}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? submit() : undefined)}
      />
    </Dialog>
  )
}

export function DeleteDialog({ model, onClose }: Props) {
  const remove = useSession((s) => s.remove)
  return (
    <Dialog
      open
      title={`Delete ${model.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            look="primary"
            onClick={() => {
              void remove(model.id)
              onClose()
            }}
          >
            Delete
          </Button>
        </>
      }
    >
      <p>
        Its {int(model.parameters)} parameters after {int(model.step)} steps are removed from this browser. Export it first if you may want
        it again.
      </p>
    </Dialog>
  )
}
