/** A number that was read from a tensor: pressed, it says where it lies, how it came about, and what the loss has to do with it. */
import { type ReactNode, useState } from 'react'
import { core } from '../../session/index.ts'
import { Popover } from '../../ui/Popover.tsx'
import { fixed, signed } from '../../ui/format.ts'
import css from './TensorNumber.module.css'
import { useComputed } from '../computed.ts'
import { useModel } from '../model.ts'
import type { ModelHandle } from '../../worker/protocol.ts'

export interface TensorNumberProps {
  /** as `probe` names it: "h.0.attn.probs" */
  tensor: string
  shape: readonly number[]
  /** its place, one number a dimension */
  at: readonly number[]
  value: number
  digits?: number
  /** the text of the pass that it was read from: its gradient is read from the same; or the gradient itself, where the page made the pass */
  text: string | { gradient: () => number | null }
  /** the equation with the live values in it */
  equation?: ReactNode
}

export function TensorNumber({ tensor, shape, at, value, digits = 3, text, equation }: TensorNumberProps) {
  const [open, setOpen] = useState(false)
  const shown = fixed(value, digits)
  return (
    <Popover
      className={css.number}
      onOpenChange={setOpen}
      label={`${shown}: ${tensor} at ${at.join(', ')}. Explain`}
      title={<code>{tensor}</code>}
      content={
        <dl className={css.facts}>
          <dt>shape</dt>
          <dd>[{shape.join(', ')}]</dd>
          <dt>place</dt>
          <dd>[{at.join(', ')}]</dd>
          <dt>value</dt>
          <dd>{String(Number(value.toPrecision(7))).replace('-', '−')}</dd>
          {equation ? (
            <>
              <dt>from</dt>
              <dd>{equation}</dd>
            </>
          ) : null}
          {!open ? null : typeof text === 'string' ? (
            <AskedGradient tensor={tensor} at={at} text={text} />
          ) : (
            <Gradient value={text.gradient()} />
          )}
        </dl>
      }
    >
      {shown}
    </Popover>
  )
}

/** How the loss on the same text would change if this number did. The last token of the text has nothing to predict, so it may lie outside the pass. */
function AskedGradient({ tensor, at, text }: { tensor: string; at: readonly number[]; text: string }) {
  const { handle, version } = useModel()
  const read = async (asked: ModelHandle) => {
    const { tensors } = await core.probe(asked, text, [`grad/${tensor}`])
    const { shape, data } = tensors[0]!
    return at.every((place, i) => place < shape[i]!) ? data[indexOf(shape, at)]! : null
  }
  const { value, busy, error } = useComputed(handle && (() => read(handle)), [tensor, at.join(), text, version])
  return error ? null : <Gradient value={value} busy={busy} />
}

function Gradient({ value, busy = false }: { value: number | null; busy?: boolean }) {
  return (
    <>
      <dt>gradient</dt>
      <dd>
        {value === null
          ? busy
            ? 'asking the model …'
            : 'nothing is predicted from here'
          : `${signed(value, 5)} nats of loss for each 1 that is added`}
      </dd>
    </>
  )
}

/** Row-major. */
const indexOf = (shape: readonly number[], at: readonly number[]): number => at.reduce((index, place, i) => index * shape[i]! + place, 0)
