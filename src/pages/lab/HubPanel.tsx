/** A GPT-1 or GPT-2 from the Hugging Face hub: what it would be, how much comes, how far it is, and what is kept. */
import { useEffect, useState } from 'react'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { bytes, int } from '../../ui/format.ts'
import { Failure } from '../../instruments/Failure.tsx'
import type { HubOffer } from '../../worker/protocol.ts'
import css from './HubPanel.module.css'

/** GPT-1 as it was released, a smaller GPT-2, and GPT-2. */
const KNOWN = ['openai-community/openai-gpt', 'distilbert/distilgpt2', 'openai-community/gpt2']

export function HubPanel() {
  const { offer, busy, kept } = useSession((s) => s.hub)
  const recall = useSession((s) => s.recallHub)
  useEffect(() => {
    void recall()
  }, [recall])
  return (
    <div className={css.hub}>
      <Ask />
      <Failure place="hub" where="The hub" />
      {busy === 'downloading' ? <Download /> : offer ? <Offer offer={offer} /> : null}
      {kept.length > 0 ? <Kept /> : null}
    </div>
  )
}

function Ask() {
  const busy = useSession((s) => s.hub.busy)
  const lookUp = useSession((s) => s.lookUpHub)
  const stop = useSession((s) => s.stopHub)
  const [name, setName] = useState('')
  return (
    <form
      className={css.ask}
      aria-label="A model on the hub"
      onSubmit={(event) => {
        event.preventDefault()
        void lookUp(name)
      }}
    >
      <Field
        label="Name of the model"
        value={name}
        placeholder={KNOWN[0]}
        list="hub-models"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        hint="Only when you press does this page ask huggingface.co, which then sees your address."
        onChange={(event) => setName(event.target.value)}
      />
      <datalist id="hub-models">
        {KNOWN.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <div className="row">
        <Button type="submit" disabled={busy !== null || name.trim() === ''}>
          {busy === 'looking' ? 'Looking it up' : 'Look it up'}
        </Button>
        {busy === 'looking' ? (
          <Button look="text" onClick={() => void stop()}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  )
}

function Offer({ offer }: { offer: HubOffer }) {
  const here = useSession((s) => s.hub.kept.find(({ repo }) => repo === offer.repo)?.bytes ?? 0)
  const start = useSession((s) => s.importFromHub)
  const decline = useSession((s) => s.declineHub)
  const total = offer.files.reduce((sum, file) => sum + file.bytes, 0)
  const { nLayer, nHead, nEmbd, nCtx } = offer.config
  return (
    <section className={css.offer} aria-label={`${offer.repo} on the hub`}>
      <p>
        <b>{offer.repo}</b>
      </p>
      <p className="cap">
        {nLayer} layers, {nHead} heads, {int(nEmbd)} wide, context {int(nCtx)}: {int(offer.parameters)} parameters, stored as{' '}
        {offer.dtypes.join(' and ')}. In memory they take {size(offer.weightBytes)}, and as much again on this device once imported.
      </p>
      <table className={css.files}>
        <caption className="vh">What would be downloaded</caption>
        <thead className="vh">
          <tr>
            <th scope="col">file</th>
            <th scope="col">size</th>
          </tr>
        </thead>
        <tbody>
          {offer.files.map((file) => (
            <tr key={file.name}>
              <th scope="row">{file.name}</th>
              <td className="n">{size(file.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {here > 0 ? (
        <p className="cap">{here >= total ? 'All of it is on this device.' : `${size(here)} of it are on this device.`}</p>
      ) : null}
      <div className="row">
        <Button look="primary" onClick={() => void start()}>
          {here >= total ? 'Import it' : `Download ${size(total - here)}`}
        </Button>
        <Button look="text" onClick={decline}>
          Not now
        </Button>
      </div>
    </section>
  )
}

function Download() {
  const progress = useSession((s) => s.hub.progress)
  const repo = useSession((s) => s.hub.offer?.repo ?? '')
  const stop = useSession((s) => s.stopHub)
  const { received = 0, total = 1, file = '' } = progress ?? {}
  const whole = progress !== null && received >= total
  return (
    <section className={css.offer} aria-label={`${repo} on its way`}>
      <p>
        <b>{repo}</b>
      </p>
      <progress className={css.progress} aria-label="Downloaded" value={received} max={total} />
      <p className="cap">
        {whole ? 'Reading the model and keeping it' : progress ? `${size(received)} of ${size(total)}, ${file}` : 'Asking for the files'}
      </p>
      <div className="row">
        <Button disabled={whole} onClick={() => void stop()}>
          Cancel
        </Button>
      </div>
    </section>
  )
}

/** Downloads are kept beside the models that were made of them, so that another import asks for nothing. */
function Kept() {
  const kept = useSession((s) => s.hub.kept)
  const busy = useSession((s) => s.hub.busy)
  const forget = useSession((s) => s.forgetHub)
  return (
    <table className={css.files}>
      <caption>Downloads kept on this device; imported models do not need them</caption>
      <thead className="vh">
        <tr>
          <th scope="col">model</th>
          <th scope="col">size</th>
          <th scope="col">action</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ repo, bytes: held }) => (
          <tr key={repo}>
            <th scope="row">{repo}</th>
            <td className="n">{size(held)}</td>
            <td>
              <Button look="text" disabled={busy !== null} aria-label={`Delete the download of ${repo}`} onClick={() => void forget(repo)}>
                Delete
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const size = (value: number): string => bytes(value).join(' ')
