/** The tensors of a file in the order of the model: our name, a rectangle to scale, the file's name, and which way round it lies. */
import { useState } from 'react'
import { Stepper } from '../../../ui/Stepper.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Examined } from '../../../worker/protocol.ts'
import { isConv1D, isRenamed, isSquare, partsOf } from './exchange.ts'
import css from './Exchange.module.css'

type Tensor = Examined['tensors'][number]
/** How a matrix is kept: as GPT-1, GPT-2 and this course do, or as PyTorch's Linear would. */
type Kept = 'conv1d' | 'linear'

export function Tensors({ examined: { tensors, storedHead } }: { examined: Examined }) {
  const [block, setBlock] = useState(0)
  const [kept, setKept] = useState<Kept>('conv1d')
  const parts = partsOf(tensors)
  const blocks = parts.filter(({ name }) => name.startsWith('block'))
  const at = Math.min(block, Math.max(0, blocks.length - 1))
  const shown = parts.filter((part) => !part.name.startsWith('block') || part === blocks[at])
  const longest = Math.max(1, ...shown.flatMap(({ tensors: own }) => own.flatMap(({ shape }) => shape)))
  const table = tensors.find(({ ours }) => ours === 'tokens_embed.weight')
  const ownHead = tensors.some(({ ours }) => ours.startsWith('lm_head.'))
  return (
    <>
      <div className={css.controls}>
        <Stepper label="Block" value={at} min={0} max={Math.max(0, blocks.length - 1)} onChange={setBlock} />
        <Segmented
          label="How matrices are kept"
          value={kept}
          options={[
            { value: 'conv1d', label: 'Conv1D: [in, out]' },
            { value: 'linear', label: 'Linear: [out, in]' },
          ]}
          onChange={setKept}
        />
      </div>
      <table className={css.tensors}>
        <caption className="vh">Tensors: the name here, the name in the file, the shape, and what is to be known of it</caption>
        <thead>
          <tr>
            <th scope="col">here</th>
            <th scope="col" className={css.picture}>
              <span className="vh">to scale</span>
            </th>
            <th scope="col">in the file</th>
            <th scope="col" className="n">
              shape
            </th>
            <th scope="col" className={css.note}>
              note
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.flatMap(({ tensors: own }) =>
            own.map((tensor) => <Row key={tensor.ours} tensor={tensor} longest={longest} kept={kept} />),
          )}
          {ownHead || !table ? null : (
            <tr>
              <th scope="row" className={css.absent}>
                lm_head.weight
              </th>
              <td className={css.picture} />
              <td className={css.absent}>{storedHead ?? 'not in the file'}</td>
              <td className="n">{shapeSaid(table.shape)}</td>
              <td className={css.note}>tied: the token table once more{storedHead ? ', stored twice' : ''}</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}

const shapeSaid = (shape: readonly number[]): string => `[${shape.join(', ')}]`

function Row({ tensor, longest, kept }: { tensor: Tensor; longest: number; kept: Kept }) {
  const turned = kept === 'linear' && isConv1D(tensor)
  const shape = turned ? [...tensor.shape].reverse() : tensor.shape
  return (
    <tr data-turned={turned || undefined}>
      <th scope="row">{tensor.ours}</th>
      <td className={css.picture}>
        <Rectangle shape={shape} longest={longest} concept={conceptOf(tensor.ours)} />
      </td>
      <td>
        <Named theirs={tensor.theirs} renamed={isRenamed(tensor)} />
      </td>
      <td className="n">{shapeSaid(shape)}</td>
      <td className={css.note}>{noteOf(tensor, turned)}</td>
    </tr>
  )
}

/** What other programs put before a name in grey, and a name that is theirs alone underlined. */
function Named({ theirs, renamed }: { theirs: string; renamed: boolean }) {
  const [, before = '', rest = theirs] = /^((?:transformer|model|module)\.)?(.*)$/.exec(theirs) ?? []
  return (
    <>
      <span className={css.prefix}>{before}</span>
      {renamed ? <u>{rest}</u> : rest}
    </>
  )
}

function noteOf(tensor: Tensor, turned: boolean): string {
  if (turned) return isSquare(tensor) ? 'turned, and the shape does not tell' : 'turned'
  if (tensor.ours.endsWith('c_attn.weight')) return 'queries, keys and values side by side'
  return isRenamed(tensor) ? 'another name, the same numbers' : ''
}

const CONCEPTS: readonly (readonly [RegExp, string])[] = [
  [/^tokens_embed|^lm_head/, 'token'],
  [/^positions_embed/, 'position'],
  [/attn\.c_attn/, 'query'],
  [/attn\./, 'value'],
]
const conceptOf = (name: string): string => CONCEPTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'residual'

/** Pixels of the longest side. */
const SIDE = 52

function Rectangle({ shape, longest, concept }: { shape: readonly number[]; longest: number; concept: string }) {
  const [rows, columns] = shape.length === 2 ? [shape[0]!, shape[1]!] : [1, shape[0]!]
  const size = (n: number): number => Math.max(2, (SIDE * n) / longest)
  return (
    <svg width={SIDE} height={size(rows)} aria-hidden="true">
      <rect width={size(columns)} height={size(rows)} fill={`var(--${concept})`} fillOpacity={0.75} />
    </svg>
  )
}
