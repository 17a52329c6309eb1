/** The next run's model: what it costs, the diagram, the sizes, the optimizer's settings. */
import { useMemo } from 'react'
import { ModelDiagram } from '../../figures/ModelDiagram.tsx'
import { useSession } from '../../session/index.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Field, NumberField } from '../../ui/Field.tsx'
import { bytes, duration, int, magnitude, small } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { Estimate, RunSpec } from '../../worker/protocol.ts'
import { Architecture } from './Architecture.tsx'
import { shapeOf } from './choices.ts'
import css from './ModelPanel.module.css'
import { bpeSize, nextDouble, nextHeads, RANGES, widthStep } from './sizes.ts'
import { TokensChooser } from './TokensChooser.tsx'

export function ModelPanel() {
  const draft = useSession((s) => s.draft)
  const estimate = useSession((s) => s.estimate)
  const error = useSession((s) => s.draftError)
  const characters = useSession((s) => s.texts.find((t) => t.ref.id === s.draft?.text.id)?.vocabulary.length ?? 0)
  const nVocab = bpeSize(draft?.tokenizer) ?? characters
  return (
    <Instrument name="Model" title="of the next run: drag its edge, or use the steppers">
      {draft ? (
        <>
          <Cost estimate={estimate} steps={draft.training.steps} />
          {error ? (
            <Notice kind="failure" where="This model" hint={error.hint}>
              {error.message}
            </Notice>
          ) : null}
          <TokensChooser draft={draft} />
          <Sizes draft={draft} nVocab={nVocab} parts={estimate?.parts ?? null} />
          <Architecture draft={draft} />
          <Settings draft={draft} />
        </>
      ) : (
        <p className="cap">The sizes come with the text, once the core has measured this device.</p>
      )}
    </Instrument>
  )
}

function Cost({ estimate, steps }: { estimate: Estimate | null; steps: number }) {
  const [memory, memoryUnit] = bytes(estimate?.bytes ?? Number.NaN)
  const [flops, flopsUnit] = magnitude(estimate?.flopsPerStep ?? Number.NaN)
  return (
    <Readings>
      <BigNumber label="parameters" value={int(estimate?.parameters ?? Number.NaN)} context={`${flops} ${flopsUnit}FLOP a step`} />
      <BigNumber
        label="memory"
        value={memory}
        unit={estimate ? memoryUnit : ''}
        context={estimate ? `${int(estimate.dispatches)} calls a step` : ''}
      />
      <BigNumber label="predicted" value={duration(estimate?.seconds ?? Number.NaN)} context={`${int(steps)} steps`} />
    </Readings>
  )
}

function Sizes({ draft, nVocab, parts }: { draft: RunSpec; nVocab: number; parts: Estimate['parts'] | null }) {
  const editSizes = useSession((s) => s.editSizes)
  const editTraining = useSession((s) => s.editTraining)
  const error = useSession((s) => s.draftError?.message ?? '')
  const { family = 'gpt', nLayer, nHead, nEmbd, nCtx } = draft.sizes
  const sizes = useMemo(() => ({ nLayer, nHead, nEmbd, nCtx, nVocab }), [nLayer, nHead, nEmbd, nCtx, nVocab])
  return (
    <>
      {family === 'gpt' ? (
        <ModelDiagram sizes={sizes} parts={parts} shape={shapeOf(draft.sizes)} limits={RANGES} onChange={editSizes} />
      ) : null}
      <div className={css.knobs}>
        <Stepper
          label="layers"
          value={nLayer}
          {...range('nLayer')}
          invalid={error.includes('nLayer')}
          onChange={(v) => editSizes({ nLayer: v })}
        />
        <Stepper
          label="context"
          value={nCtx}
          {...range('nCtx')}
          next={nextDouble}
          invalid={error.includes('nCtx')}
          onChange={(v) => editSizes({ nCtx: v })}
        />
        <Stepper
          label="heads"
          value={nHead}
          {...range('nHead')}
          next={(v, d) => nextHeads(v, d, nEmbd)}
          invalid={error.includes('nHead')}
          onChange={(v) => editSizes({ nHead: v })}
        />
        <Stepper
          label="batch"
          value={draft.training.batch}
          {...range('batch')}
          next={nextDouble}
          invalid={error.includes('batch')}
          onChange={(v) => editTraining({ batch: v })}
        />
        <Stepper
          label="width"
          value={nEmbd}
          {...range('nEmbd')}
          step={widthStep(nHead)}
          invalid={error.includes('nEmbd')}
          onChange={(v) => editSizes({ nEmbd: v })}
        />
        <NumberField label="steps" value={draft.training.steps} onChange={(v) => editTraining({ steps: v })} />
      </div>
    </>
  )
}

const range = (key: keyof typeof RANGES): { min: number; max: number } => ({ min: RANGES[key][0], max: RANGES[key][1] })

function Settings({ draft }: { draft: RunSpec }) {
  const editSizes = useSession((s) => s.editSizes)
  const edit = useSession((s) => s.editTraining)
  const setRunPrompt = useSession((s) => s.setRunPrompt)
  const { training, sizes } = draft
  return (
    <Disclosure label="Optimizer and details" aside={`AdamW, ${small(training.learningRate)}`}>
      <div className={css.knobs}>
        <NumberField label="learning rate" value={training.learningRate} onChange={(learningRate) => edit({ learningRate })} />
        <NumberField label="warm-up" value={training.warmup} onChange={(warmup) => edit({ warmup })} />
        <NumberField label="dropout" value={sizes.dropout} onChange={(dropout) => editSizes({ dropout })} />
        <NumberField label="weight decay" value={training.weightDecay} onChange={(weightDecay) => edit({ weightDecay })} />
        <NumberField label="clip" value={training.clip} onChange={(clip) => edit({ clip })} />
        <NumberField label="evaluate every" value={training.evalEvery} onChange={(evalEvery) => edit({ evalEvery })} />
        <NumberField label="seed" value={training.seed} onChange={(seed) => edit({ seed })} />
      </div>
      <Field label="prompt of the samples" value={draft.samplePrompt} onChange={(event) => setRunPrompt(event.target.value)} />
    </Disclosure>
  )
}
