/** Numbers of the figure that open their equation: a logit, a probability, a gradient, the loss. */
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { bracketed } from '../../../instruments/explain/terms.ts'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import { fixed, share, signed, visible } from '../../../ui/format.ts'
import { logSumExp, type Logits, type Settings, type Softmax } from './softmax.ts'

interface Of {
  read: Logits
  softmax: Softmax
  id: number
}

export function Logit({ read, softmax, id, moved }: Of & { moved: number }) {
  const was = read.logits[id]!
  return (
    <TensorNumber
      tensor="logits"
      shape={read.shape}
      at={[read.shape[0]! - 1, id]}
      value={softmax.moved[id]!}
      digits={2}
      text={{ gradient: () => softmax.gradient[id]! }}
      equation={
        moved === 0
          ? `what the model gives ${visible(read.names[id]!)} after ${read.context.slice(-12).map(visible).join('')}`
          : `${fixed(was, 2)}, the model’s, moved by ${signed(moved, 1)}`
      }
    />
  )
}

export function Probability({ read, softmax, settings, id }: Of & { settings: Settings }) {
  const { scaled, p } = softmax
  const { top, rest } = logSumExp(scaled)
  return (
    <DerivedNumber
      name={`probability of ${visible(read.names[id]!)}`}
      shown={share(p[id]!)}
      formula="e^(z/T − m) / Σ e^(z/T − m), m the largest z/T"
    >
      {settings.temperature === 1 ? null : (
        <p>
          z/T = {fixed(softmax.moved[id]! + settings.add, 3)} / {fixed(settings.temperature)} = {fixed(scaled[id]!, 3)}
        </p>
      )}
      <Sum
        caption={`Σ over ${read.names.length} tokens, m = ${fixed(top, 3)}`}
        terms={Array.from(scaled, (z, token) => ({ name: visible(read.names[token]!), value: Math.exp(z - top) }))}
        most={4}
        digits={4}
      />
      e^({fixed(scaled[id]!, 3)} − {bracketed(top)}) / {fixed(Math.exp(rest), 4)} = {share(p[id]!, 4)}
    </DerivedNumber>
  )
}

export function Gradient({ read, softmax, settings, id }: Of & { settings: Settings }) {
  const value = softmax.gradient[id]!
  const cold = settings.temperature !== 1
  const y = id === read.target ? 1 : 0
  return (
    <DerivedNumber
      name={`gradient at the logit of ${visible(read.names[id]!)}`}
      shown={signed(value)}
      formula={
        cold
          ? '(p − y) / T, y = 1 for the token that came and 0 for all others'
          : 'p − y, y = 1 for the token that came and 0 for all others'
      }
    >
      {cold ? '(' : ''}
      {share(softmax.p[id]!, 4)} − {y}
      {cold ? `) / ${fixed(settings.temperature)}` : ''} = {signed(value, 4)}
    </DerivedNumber>
  )
}

export function Loss({ read, softmax }: Omit<Of, 'id'>) {
  const { top, rest } = logSumExp(softmax.scaled)
  const z = softmax.scaled[read.target]!
  return (
    <DerivedNumber
      name={`surprise at ${visible(read.names[read.target]!)}`}
      shown={fixed(softmax.loss, 3)}
      formula="−ln p = log Σ e^z − z, of the token that came"
    >
      −ln {share(softmax.p[read.target]!, 4)} = ({fixed(top, 3)} + {fixed(rest, 3)}) − {bracketed(z)} = {fixed(softmax.loss, 3)}
    </DerivedNumber>
  )
}
