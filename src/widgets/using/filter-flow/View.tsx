/** The flow with its sliders, the text that is written from it, and what may be done to it: write, throw again, force, go back. */
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, share, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Chain, chainOf, cutAt, idsOf, type Next, pathOf, readingsOf } from './chain.ts'
import css from './FilterFlow.module.css'
import { Filters } from './Filters.tsx'
import { Flow } from './Flow.tsx'
import { SharesTable, Way } from './Shares.tsx'
import { type Branch, Text } from './Text.tsx'
import widget, { MOST } from './widget.ts'

/** Between two tokens that are written in a row, for the eye. */
const PAUSE_MS = 90
const IN_A_ROW = 20
const BRANCHES = 4
const CHIPS = 14

export default draw(widget, function FilterFlow(figure) {
  const { params, change, value } = figure
  const { text, path, seed, ...choices } = params
  const [left, setLeft] = useState(0)
  const [branches, setBranches] = useState<readonly Branch[]>([])
  const chain = value && value.candidates.length > 0 ? chainOf(value, choices, seed) : null
  const isCurrent = value !== null && pathOf(value.written.map(({ id }) => id)) === path

  const go = (ids: readonly number[], value: Next) => {
    const before = value.written.map(({ id }) => id)
    const leaves = before.some((id, i) => id !== ids[i])
    setBranches((so) =>
      [
        ...(leaves ? [{ ids: before, words: value.written.map(({ token }) => token).join('') }] : []),
        ...so.filter((branch) => pathOf(branch.ids) !== pathOf(ids) && pathOf(branch.ids) !== pathOf(before)),
      ].slice(0, BRANCHES),
    )
    change({ path: pathOf(ids.slice(0, MOST)) })
  }
  useWriting(left, isCurrent && chain ? chain.drawn.id : null, (id) => {
    setLeft(left - 1)
    change({ path: pathOf([...idsOf(path), id].slice(0, MOST)) })
  })

  const full = idsOf(path).length >= MOST
  return (
    <Figure
      of={figure}
      name="Sampling"
      title="from the model to the dice"
      busy="The model reads the text …"
      waiting="The shares stand here as soon as a model is open."
      actions={
        <>
          <Button look="text" onClick={() => change({ seed: (seed % 9999) + 1 })}>
            Throw again
          </Button>
          <Button disabled={full || !chain} onClick={() => setLeft(left > 0 ? 0 : IN_A_ROW)}>
            {left > 0 ? 'Stop' : `Write ${IN_A_ROW}`}
          </Button>
          <Button look="primary" disabled={full || !chain || left > 0} onClick={() => setLeft(1)}>
            Write it
          </Button>
        </>
      }
      controls={
        <Field
          label="Text to go on from"
          value={text}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setBranches([])
            change({ text: event.target.value, path: '' })
          }}
        />
      }
    >
      {(next) =>
        chain ? (
          <Body
            next={next}
            chain={chain}
            branches={branches}
            onGo={(ids) => {
              setLeft(0)
              go(ids, next)
            }}
          >
            <Filters choices={choices} vocabulary={chain.rows.length} onChange={change} />
          </Body>
        ) : null
      }
    </Figure>
  )
})

/** Writes the token that the dice chose, so many times, each as soon as the one before has been read. */
function useWriting(left: number, id: number | null, write: (id: number) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a token that was read is written once
  useEffect(() => {
    if (left <= 0 || id === null) return
    const timer = setTimeout(() => write(id), left === 1 ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [left, id])
}

interface BodyProps {
  next: Next
  chain: Chain
  branches: readonly Branch[]
  onGo: (ids: readonly number[]) => void
  children: React.ReactNode
}

function Body({ next, chain, branches, onGo, children }: BodyProps) {
  const [over, setOver] = useState<number | null>(null)
  const written = next.written.map(({ id }) => id)
  const held = chain.rows.find(({ id }) => id === over) ?? chain.drawn
  const { kept, cut, bits, modelBits } = readingsOf(next, chain) as Record<'kept' | 'cut' | 'bits' | 'modelBits', number>
  const caption = 'the next token’s shares: before, and after each filter'
  const force = (id: number) => onGo([...written, id])
  return (
    <>
      <Text
        next={next}
        drawn={chain.drawn}
        branches={branches}
        onBack={(count) => onGo(written.slice(0, count))}
        onBranch={({ ids }) => onGo(ids)}
      />
      <Twin
        caption={caption}
        table={() => <SharesTable chain={chain} caption={caption} />}
        figure={
          <LitBox name="probability">
            <Flow chain={chain} held={held.id} onHold={setOver} onForce={force} />
          </LitBox>
        }
      />
      {children}
      <Way row={held} />
      <p className="cap">
        {kept} of {chain.rows.length} tokens stay; {share(cut)} of the probability is cut. {fixed(modelBits)} bits of doubt in the model,{' '}
        {fixed(bits)} for the dice.
      </p>
      <p className={css.force}>
        <span className="cap">or force:</span>
        {chain.rows.slice(0, CHIPS).map((row) => (
          <button
            key={row.id}
            type="button"
            className={cutAt(row) === undefined ? undefined : css.out}
            aria-label={`Write ${visible(row.token)}, ${row.kept > 0 ? share(row.kept) : 'cut'}`}
            onFocus={() => setOver(row.id)}
            onPointerEnter={() => setOver(row.id)}
            onClick={() => force(row.id)}
          >
            {visible(row.token)}
          </button>
        ))}
      </p>
    </>
  )
}
