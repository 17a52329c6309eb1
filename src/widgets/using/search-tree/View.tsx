/** The tree, the sliders that make it, and what was found in words. */
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { Found, FoundPath } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { brief, Drawing, named } from './Drawing.tsx'
import css from './SearchTree.module.css'
import { type Tree, treeOf } from './tree.ts'
import widget, { EXACT } from './widget.ts'

/** Two characters to a blank are enough of a short text; a long one ends with a full stop. */
const LONG = 48
const SHORT = 8

export default draw(widget, function SearchTree(figure) {
  const { params, change, busy } = figure
  const { text, tokens, beams, lengthPenalty, end, seed } = params
  return (
    <Figure
      of={figure}
      name="Search"
      title="greedy, beams, dice and the best of all, in one tree"
      busy="The model reads one beginning after another …"
      waiting="The tree stands here as soon as a model is open."
      actions={
        <Button look="text" onClick={() => change({ seed: (seed % 9999) + 1 })}>
          Throw again
        </Button>
      }
      controls={
        <>
          <Field
            label="Text to go on from"
            value={text}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className={css.controls}>
            <Scale label="beams" value={beams} min={1} max={16} step={1} ticks={15} onChange={(value) => change({ beams: value })} />
            <Scale
              label={end === 'stop' ? 'tokens at most' : 'tokens'}
              value={tokens}
              min={2}
              max={end === 'stop' ? 60 : 14}
              step={1}
              onChange={(value) => change({ tokens: value })}
            />
            <Scale
              label="length penalty"
              value={lengthPenalty}
              min={0}
              max={2}
              step={0.1}
              disabled={end === 'no'}
              format={(value) => fixed(value, 1)}
              onChange={(value) => change({ lengthPenalty: Number(value.toFixed(1)) })}
            />
            <Segmented
              label="Where texts end"
              value={end}
              options={[
                { value: 'no', label: 'all as long' },
                { value: 'stop', label: 'end at a full stop' },
              ]}
              onChange={(value) => change({ end: value, tokens: value === 'stop' ? LONG : SHORT })}
            />
          </div>
        </>
      }
    >
      {(found) => <Result found={found} tokens={tokens} lengthPenalty={end === 'stop' ? lengthPenalty : 0} busy={busy} />}
    </Figure>
  )
})

function Result({ found, tokens, lengthPenalty, busy }: { found: Found; tokens: number; lengthPenalty: number; busy: boolean }) {
  const tree = treeOf(found)
  const depth = Math.max(...tree.nodes.map((node) => node.depth + 1))
  const caption = 'each box is a token, as dark as its probability; grey: what the beams dropped'
  return (
    <div aria-busy={busy}>
      <Twin
        caption={caption}
        table={() => <Texts tree={tree} caption={caption} />}
        figure={
          <LitBox name="probability">
            <Drawing tree={tree} depth={depth} penalized={lengthPenalty > 0} />
          </LitBox>
        }
      />
      <p className="cap">
        There are {int(found.vocabulary)}
        <sup>{tokens}</sup> texts of {tokens} tokens. <Exact found={found} />
      </p>
    </div>
  )
}

function Exact({ found: { exact, beams, greedy } }: { found: Found }) {
  const [best] = beams.at(-1)!
  const ratio = Math.exp(best!.sum - greedy.sum)
  const than =
    ratio < 1.005 ? 'just what greedy finds' : `${ratio < 10 ? fixed(ratio, 1) : int(ratio)} times as probable as the greedy text`
  if (exact.readings === 0) return <>The best of the beams is {than}. For the best of all the texts are too long here.</>
  if (!exact.best)
    return (
      <>
        The best of the beams is {than}. The best of all was not certain after {int(EXACT)} beginnings had been read.
      </>
    )
  const { best: all, readings } = exact
  const short = all.score - best!.score > 1e-9
  return (
    <>
      The best of all is certain after {int(readings)} beginnings; the beams {short ? `missed it: theirs is ${than}` : `found it: ${than}`}.
    </>
  )
}

function Texts({ tree, caption }: { tree: Tree; caption: string }) {
  const spelled = ({ tokens }: FoundPath) => tokens.map(({ token }) => visible(token)).join('')
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">text</th>
          <th scope="col">found by</th>
          <th scope="col" className="n">
            p
          </th>
          <th scope="col" className="n">
            ln p
          </th>
          <th scope="col" className="n">
            score
          </th>
        </tr>
      </thead>
      <tbody>
        {[...tree.leaves]
          .sort((a, b) => b.path.score - a.path.score)
          .map(({ node, path, who }) => (
            <tr key={node.key}>
              <th scope="row">{spelled(path)}</th>
              <td>{named(who)}</td>
              <td className="n">{brief(Math.exp(path.sum))}</td>
              <td className="n">{fixed(path.sum)}</td>
              <td className="n">{fixed(path.score)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
