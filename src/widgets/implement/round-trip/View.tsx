/** The way out and back by number format; and of a file that comes back from Python, which tensors changed and what that did. */
import { useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { core } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ChooseFiles, type Chosen } from '../../../ui/ChooseFiles.tsx'
import { download } from '../../../ui/download.ts'
import { fixed, int, signed, small } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { ModelSummary } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { type Compared, compare, SAME } from './compare.ts'
import css from './RoundTrip.module.css'
import widget from './widget.ts'

export default draw(widget, function RoundTrip(figure) {
  const { params, change, model } = figure
  const [back, setBack] = useState<Compared | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)

  const save = async (open: ModelSummary): Promise<void> => {
    const zip = await core.exportZip(open.id, params.as).catch(setError)
    if (zip) download(zip.fileName, zip.data)
  }
  const bring = async (open: ModelSummary, files: Chosen[]): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const brought = await core.importModel(files)
      try {
        setBack(await compare(core, open, brought, params.text))
      } finally {
        await core.remove(brought.id)
      }
    } catch (reason) {
      setError(reason as PlainError)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Figure
      of={figure}
      name="Round trip"
      title="what came back, against what left"
      busy="writing, reading back, comparing …"
      waiting="The numbers stand here as soon as a model is open."
      controls={
        <div className={css.controls}>
          <Segmented
            label="Numbers in the file"
            value={params.as}
            options={[
              { value: 'F32', label: '32 bits' },
              { value: 'F16', label: 'half' },
              { value: 'BF16', label: 'bfloat16' },
            ]}
            onChange={(as) => change({ as })}
          />
          <Button look="text" disabled={!model} onClick={() => model && void save(model)}>
            Download this file
          </Button>
          {model ? (
            <span className="no-print">
              <ChooseFiles label="Compare a folder from Python" folder onFiles={(files) => void bring(model, files)} />
              <ChooseFiles label="or a zip" accept=".zip" onFiles={(files) => void bring(model, files)} />
            </span>
          ) : null}
        </div>
      }
    >
      {({ bytes, difference, before, after }) => (
        <>
          <Readings>
            <BigNumber label="zip" value={int(bytes / 1000)} unit="kB" />
            <BigNumber
              label="logits, at most"
              value={difference === 0 ? 'equal' : small(Number(difference.toPrecision(2)))}
              context={difference === 0 ? 'to the last bit' : 'apart'}
            />
            <BigNumber label="loss on the text" value={fixed(after, 4)} unit="nats" context={`${signed(after - before, 4)} by the way`} />
          </Readings>
          {error ? (
            <Notice kind="failure" where={widget.title} hint={error.hint} onDismiss={() => setError(null)}>
              {error.message}
            </Notice>
          ) : null}
          <Status>{busy ? 'reading the file and comparing …' : back ? said(back) : 'No file has come back from Python yet.'}</Status>
          {back ? <Changes back={back} /> : null}
        </>
      )}
    </Figure>
  )
})

function said({ tensors, logits, before, after }: Compared): string {
  const changed = tensors.filter(({ change }) => change > 0).length
  const same = logits <= SAME ? 'It is the same model' : 'It is another model'
  return `${same}: ${int(changed)} of ${int(tensors.length)} tensors changed, logits are ${small(Number(logits.toPrecision(2)))} apart at most; ${fixed(before, 4)} nats on held-out speeches before, ${fixed(after, 4)} after.`
}

/** Those that changed, by their share of the tensor's largest number. */
function Changes({ back: { tensors } }: { back: Compared }) {
  const changed = tensors.filter(({ change }) => change > 0).sort((a, b) => b.change / b.size - a.change / a.size)
  if (changed.length === 0) return null
  const most = changed[0]!.change / changed[0]!.size
  return (
    <table className={css.changes}>
      <caption className="cap">largest change in each tensor, as a share of its largest number</caption>
      <thead className="vh">
        <tr>
          <th scope="col">tensor</th>
          <th scope="col">bar</th>
          <th scope="col">share</th>
        </tr>
      </thead>
      <tbody>
        {changed.slice(0, 16).map(({ name, change, size }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <i style={{ inlineSize: `${(100 * (change / size)) / most}%` }} />
            </td>
            <td className="n">{small(Number((change / size).toPrecision(2)))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
