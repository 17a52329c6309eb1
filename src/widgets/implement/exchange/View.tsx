/** Every tensor of a file by both its names, drawn to scale, and whether the logits survive the way out and back. */
import { useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import type { RoundTrip } from '../../../experiments/roundTrip.ts'
import { core, session, useSession } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ChooseFiles, type Chosen } from '../../../ui/ChooseFiles.tsx'
import { download } from '../../../ui/download.ts'
import { fixed, int, small } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Examined } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { CLASSES } from './exchange.ts'
import css from './Exchange.module.css'
import { Tensors } from './Tensors.tsx'
import widget from './widget.ts'

interface Brought {
  examined: Examined
  files: Chosen[]
}

export default draw(widget, function Exchange(figure) {
  const { params, change, model } = figure
  const [brought, setBrought] = useState<Brought | null>(null)
  const [error, setError] = useState<PlainError | null>(null)

  const examine = (files: Chosen[]): void => {
    setError(null)
    core.examine(files).then((examined) => setBrought({ examined, files }), setError)
  }
  const save = async (): Promise<void> => {
    if (!model) return
    const zip = await core.exportZip(model.id, 'F32').catch(setError)
    if (zip) download(zip.fileName, zip.data)
  }

  return (
    <Figure
      of={figure}
      name="Exchange"
      title="out of this course, and back into it"
      busy="writing, reading back, comparing …"
      waiting="The tensors stand here as soon as a model is open."
      controls={
        <div className={css.controls}>
          <Segmented
            label="Which model"
            value={brought ? 'file' : params.shape}
            options={[
              { value: 'open', label: 'the open model' },
              { value: 'gpt2', label: 'one of GPT-2’s shape' },
              ...(brought ? [{ value: 'file' as const, label: 'your file' }] : []),
            ]}
            onChange={(shape) => {
              if (shape === 'file') return
              setBrought(null)
              change({ shape })
            }}
          />
          <span className="no-print">
            <ChooseFiles label="Look into a zip or files" accept=".zip,.json,.safetensors,.txt" onFiles={examine} />
            <ChooseFiles label="or a folder" folder onFiles={examine} />
          </span>
          <Button look="text" disabled={!model} onClick={() => void save()}>
            Download the open model for Python
          </Button>
        </div>
      }
    >
      {(came) => (
        <>
          {error ? (
            <Notice kind="failure" where={widget.title} hint={error.hint} onDismiss={() => setError(null)}>
              {error.message}
            </Notice>
          ) : null}
          {brought ? <OfFile {...brought} onDone={() => setBrought(null)} /> : <OfTrip came={came} text={params.text} />}
          <Tensors key={brought ? 'file' : params.shape} examined={brought?.examined ?? came.examined} />
        </>
      )}
    </Figure>
  )
})

function OfTrip({ came, text }: { came: RoundTrip; text: string }) {
  const { examined, bytes, difference, after } = came
  return (
    <>
      <Kind examined={examined} />
      <Readings>
        <BigNumber
          label="logits after the way out and back"
          value={difference === 0 ? 'equal' : `${small(difference)} apart`}
          context={`on “${text.length > 32 ? `${text.slice(0, 31)}…` : text}”, ${fixed(after, 3)} nats a token`}
        />
        <BigNumber label="tensors" value={int(examined.tensors.length)} context={`${int(examined.parameters)} numbers`} />
        <BigNumber label="zip" value={int(bytes / 1000)} unit="kB" context="32 bits a number" />
      </Readings>
    </>
  )
}

/** What a chosen file holds; it is opened only when the learner says so. */
function OfFile({ examined, files, onDone }: Brought & { onDone: () => void }) {
  const running = useSession((s) => s.run?.status === 'running')
  const { nLayer, nHead, nEmbd, nCtx, nVocab } = examined.config
  return (
    <>
      <Kind examined={examined} />
      <Readings>
        <BigNumber label="sizes" value={`${nLayer} · ${nHead} · ${nEmbd}`} context="layers, heads, width" />
        <BigNumber label="context" value={int(nCtx)} context={`${int(nVocab)} tokens`} />
        <BigNumber label="stored as" value={examined.dtypes.join(', ')} context={`${int(examined.parameters)} numbers`} />
      </Readings>
      <p>
        <Button disabled={running} onClick={() => void session.getState().importModel(files).then(onDone)}>
          Open it, for all figures
        </Button>
      </p>
    </>
  )
}

function Kind({ examined: { format, config, passedOver } }: { examined: Examined }) {
  const said = CLASSES[format]
  return (
    <p className="cap">
      {said ? (
        <>
          In Python: <code>{said}</code>, norms {config.variant?.norm === 'pre' ? 'before' : 'after'} the sub-layers.
        </>
      ) : (
        'transformers has no class for this shape; only this course reads the file.'
      )}
      {passedOver.length > 0 ? ` ${int(passedOver.length)} masks or position numbers in it are no weights and are passed over.` : ''}
    </p>
  )
}
