/** The models kept in this browser: open, go on, rename, duplicate, export, delete; import one. */
import { Suspense, useState } from 'react'
import { isRunning, useSession } from '../../session/index.ts'
import type { ExportFormat } from '../../session/state.ts'
import { Button } from '../../ui/Button.tsx'
import { ChooseFiles } from '../../ui/ChooseFiles.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { fixed, int } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { ModelSummary } from '../../worker/protocol.ts'
import { aboutModel } from './aboutModel.ts'
import { FineTuneDialog } from './FineTuneDialog.tsx'
import { DeleteDialog, RenameDialog } from './dialogs.tsx'
import { download } from '../../ui/download.ts'
import { PublishDialog } from '../../instruments/publish/PublishButton.tsx'
import { Failure } from '../../instruments/Failure.tsx'
import { HubPanel } from './HubPanel.tsx'
import css from './ModelsPanel.module.css'

export function ModelsPanel() {
  const models = useSession((s) => s.models)
  const current = useSession((s) => s.current)
  const exportModel = useSession((s) => s.exportModel)
  const [dialog, setDialog] = useState<{ kind: 'rename' | 'delete' | 'finetune' | 'publish'; model: ModelSummary } | null>(null)
  const close = () => setDialog(null)
  const save = async (id: string, format?: ExportFormat) => {
    const zip = await exportModel(id, format)
    if (zip) download(zip.fileName, zip.data)
  }
  return (
    <Instrument
      name="Models"
      title="kept in this browser"
      actions={
        <>
          <Import label="Import" accept=".zip,.json,.safetensors,.txt" />
          <Import label="Import folder" folder />
          <Button look="text" disabled={!current} onClick={() => current && void save(current.id)}>
            Export
          </Button>
          <Button look="text" disabled={!current} onClick={() => current && setDialog({ kind: 'publish', model: current })}>
            Publish
          </Button>
        </>
      }
    >
      <Failure place="models" where="Models" />
      {models.length > 0 ? (
        <table className={css.models}>
          <caption className="vh">Kept models; the open one is marked</caption>
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col" className="n">
                params
              </th>
              <th scope="col" className="n">
                bits/char
              </th>
              <th scope="col">
                <span className="vh">actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <Row
                key={model.id}
                model={model}
                open={model.id === current?.id}
                onExport={(format) => void save(model.id, format)}
                onRename={() => setDialog({ kind: 'rename', model })}
                onDelete={() => setDialog({ kind: 'delete', model })}
                onTune={() => setDialog({ kind: 'finetune', model })}
                onPublish={() => setDialog({ kind: 'publish', model })}
              />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="cap">Nothing is kept yet. A run saves itself as it goes.</p>
      )}
      <Disclosure label="From the Hugging Face hub" aside="GPT-1, GPT-2">
        <HubPanel />
      </Disclosure>
      {dialog?.kind === 'rename' ? <RenameDialog model={dialog.model} onClose={close} /> : null}
      {dialog?.kind === 'finetune' ? <FineTuneDialog model={dialog.model} onClose={close} /> : null}
      {dialog?.kind === 'publish' ? (
        <Suspense>
          <PublishDialog what={{ modelId: dialog.model.id }} name={dialog.model.name} ownData={false} onClose={close} />
        </Suspense>
      ) : null}
      {dialog?.kind === 'delete' ? <DeleteDialog model={dialog.model} onClose={close} /> : null}
    </Instrument>
  )
}

interface RowProps {
  model: ModelSummary
  open: boolean
  onExport: (format?: ExportFormat) => void
  onRename: () => void
  onDelete: () => void
  onTune: () => void
  onPublish: () => void
}

function Row({ model, open, onExport, onRename, onDelete, onTune, onPublish }: RowProps) {
  const openModel = useSession((s) => s.open)
  const resume = useSession((s) => s.resume)
  const duplicate = useSession((s) => s.duplicate)
  const quantize = useSession((s) => s.quantize)
  const running = useSession((s) => isRunning(s.run))
  const live = useSession((s) => (isRunning(s.run) && s.run?.modelId === model.id ? s.run : null))
  const bits = live?.evaluations.at(-1)?.bitsPerCharacter ?? model.bitsPerCharacter
  return (
    <tr className={open ? 'on' : undefined}>
      <th scope="row">
        <button
          type="button"
          className={css.name}
          aria-current={open || undefined}
          disabled={running}
          onClick={() => void openModel(model.id)}
        >
          {model.name}
        </button>
        <span className={css.about}>
          {aboutModel(model, live?.step ?? model.step)}
          {model.inMemory ? ', in memory only' : ''}
          {model.elsewhere ? ', in training in another tab' : ''}
        </span>
      </th>
      <td className="n">{int(model.parameters)}</td>
      <td className="n">{bits === null ? '–' : fixed(bits)}</td>
      <td>
        <Menu
          label={`Actions for ${model.name}`}
          items={[
            { label: 'Open', disabled: running, onSelect: () => void openModel(model.id) },
            { label: 'Go on', disabled: running || !model.resumable, onSelect: () => void resume(model.id) },
            { label: 'Fine-tune …', disabled: running || model.kind === 'classifier', onSelect: onTune },
            { label: 'Quantize to 8 bits', disabled: running || model.kind === 'quantized', onSelect: () => void quantize(model.id, 8) },
            { label: 'Quantize to 4 bits', disabled: running || model.kind === 'quantized', onSelect: () => void quantize(model.id, 4) },
            { label: 'Rename', onSelect: onRename },
            { label: 'Duplicate', onSelect: () => void duplicate(model.id) },
            { label: 'Export', onSelect: () => onExport() },
            { label: 'Export in floats, for Python', disabled: model.kind !== 'quantized', onSelect: () => onExport('floats') },
            { label: 'Publish as a page …', disabled: live !== null, onSelect: onPublish },
            {
              label: 'Export for PyTorch',
              disabled: !model.resumable || model.kind !== 'language',
              onSelect: () => onExport('pytorch-project'),
            },
            { label: 'Delete', disabled: live !== null || model.origin === 'shipped', onSelect: onDelete },
          ]}
        >
          ⋯
        </Menu>
      </td>
    </tr>
  )
}

/** The files go to the worker as handles, which reads of them what it needs. */
function Import(props: { label: string; accept?: string; folder?: boolean }) {
  const importModel = useSession((s) => s.importModel)
  return <ChooseFiles {...props} onFiles={(files) => void importModel(files)} />
}
