/** The Lab: text, model, training, samples and sampler on one screen. */
import { useEffect } from 'react'
import { session, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { int } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../instruments/Failure.tsx'
import { MapPlace } from '../shell/MapPlace.tsx'
import { BackToTask } from './BackToTask.tsx'
import css from './LabPage.module.css'
import { ModelPanel } from './ModelPanel.tsx'
import { ModelsPanel } from './ModelsPanel.tsx'
import { SamplerPanel } from './SamplerPanel.tsx'
import { nameOf } from './choices.ts'
import { bpeSize } from './sizes.ts'
import { TextChooser } from './TextChooser.tsx'
import { TrainingPanel } from './TrainingPanel.tsx'

export function LabPage() {
  useEffect(() => {
    void session.getState().start()
  }, [])
  return (
    <div className="wrap">
      <div className={css.title}>
        <h1>Lab</h1>
        <Sizes />
        <Runtime />
      </div>
      <BackToTask />
      <Failure place="device" where="The device" actions={<Button onClick={() => void session.getState().start()}>Try again</Button>} />
      <Offer />
      <Storage />
      <TextChooser />
      <div className={css.lab}>
        <div className={css.model}>
          <ModelPanel />
        </div>
        <div className={css.training}>
          <TrainingPanel />
        </div>
        <div className={css.sampler}>
          <SamplerPanel />
          <ModelsPanel />
        </div>
      </div>
      <MapPlace />
    </div>
  )
}

function Sizes() {
  const sizes = useSession((s) => s.draft?.sizes)
  const tokenizer = useSession((s) => s.draft?.tokenizer)
  if (!sizes) return null
  const { family = 'gpt', nLayer, nHead, nEmbd } = sizes
  const layers = family === 'bigram' ? [] : [`${nLayer} ${nLayer === 1 ? 'layer' : 'layers'}`, `${nEmbd} wide`]
  const heads = family === 'gpt' ? [`${nHead} ${nHead === 1 ? 'head' : 'heads'}`] : []
  return (
    <span className="n mute">
      next run: {[nameOf(sizes), ...layers.slice(0, 1), ...heads, ...layers.slice(1)].join(' · ')} ·{' '}
      {tokenizer ? `${int(bpeSize(tokenizer) ?? 0)} byte-pair tokens` : 'characters'}
    </span>
  )
}

/** Which runtime computes, and why that one. */
function Runtime() {
  const device = useSession((s) => s.device)
  const starting = useSession((s) => s.starting)
  const name = device?.kind === 'webgpu' ? 'WebGPU' : 'WebAssembly'
  const [number, unit] =
    device && device.gflopsPerSecond >= 1000 ? [device.gflopsPerSecond / 1000, 'T'] : [device?.gflopsPerSecond ?? 0, 'G']
  return (
    <p className={css.runtime}>
      {device
        ? `${name} on ${device.adapter}, ${number.toFixed(number < 10 ? 1 : 0)} ${unit}FLOP/s measured: ${device.reason}`
        : starting
          ? 'Starting the core and measuring this device, 1 to 3 s'
          : 'The core has not started'}
    </p>
  )
}

/** Where nothing outlives the page, that is said before anything is trained. */
function Storage() {
  const lasts = useSession((s) => s.storageLasts)
  if (lasts) return null
  return (
    <Notice where="Storage" hint="Export a model to keep it, or open the course in a window of its own.">
      This browser lets the page keep nothing: models and texts are gone when it is closed.
    </Notice>
  )
}

function Offer() {
  const offer = useSession((s) => s.offer)
  const resume = useSession((s) => s.resume)
  const decline = useSession((s) => s.declineOffer)
  if (!offer) return null
  return (
    <Notice
      where="A run was cut short"
      actions={
        <>
          <Button onClick={() => void resume(offer.id, offer.totalSteps)}>Go on</Button>
          <Button look="text" onClick={decline}>
            Not now
          </Button>
        </>
      }
    >
      {offer.name} was saved at step {int(offer.step)} of {int(offer.totalSteps)}, and can go on from there as if nothing had happened.
    </Notice>
  )
}
