/** Words that get the right tag, by depth, between what words alone give and what an untrained model gives; and held-out words one by one. */
import { useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { POS_NAMES } from '../../../language/partsOfSpeech.ts'
import type { PartOfSpeech } from '../../../language/wink.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { int, share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import type { Probed } from './probe.ts'
import css from './TagProbe.module.css'
import widget, { LEAST, MOST, type Value } from './widget.ts'

const SHOWN = 60

export default draw(widget, function TagProbe(figure) {
  const { params, change, value, progress, busy } = figure
  const [own, setOwn] = useState('')
  const named = (params.text?.length ?? 0) >= LEAST
  return (
    <Figure
      of={figure}
      name="Probe"
      title="parts of speech, read off the hidden state"
      busy="the model reads the text, and a classifier is fitted for each depth: some seconds …"
      start="Compare with an untrained model"
      footer={
        value ? (
          <span>
            tags by wink-nlp; fitted on {int(value.probed.fitted)} words, measured on {int(value.probed.heldOut)} in other windows of the
            text
          </span>
        ) : null
      }
      controls={
        <>
          <Scale
            label="Depth"
            value={params.depth}
            min={0}
            max={value ? value.probed.accuracy.length - 1 : 4}
            step={1}
            disabled={!value}
            format={depthName}
            onChange={(depth) => change({ depth })}
          />
          <Disclosure label="Probe on a text of your own" aside={named ? 'in use' : `${int(LEAST)} characters or more`}>
            <OwnText
              label="Your text"
              value={own}
              rows={5}
              most={MOST}
              onChange={(next) => {
                setOwn(next)
                change({ text: next.length >= LEAST ? next : undefined })
              }}
            />
          </Disclosure>
        </>
      }
    >
      {value ? (
        <>
          <Depths {...value} at={params.depth} />
          {busy ? <Status>An untrained model of the same shape reads the text: {share(progress ?? 0, 2)} of it.</Status> : null}
          <Tagged probed={value.probed} depth={params.depth} />
        </>
      ) : null}
    </Figure>
  )
})

const depthName = (depth: number): string => (depth === 0 ? 'embedding' : `block ${depth}`)

function Depths({ probed: { accuracy, byWord, byTag }, untrained, at }: Value & { at: number }) {
  const points = (values: readonly number[]) => values.map((y, x) => ({ x, y }))
  const level = (y: number) => points(accuracy.map(() => y))
  return (
    <LitBox name="residual/depths">
      <Curves
        caption="share of held-out words that get the right tag, by the depth that the classifier reads"
        across="depth: 0 is the embedding, then one for each block"
        writeX={int}
        writeY={(y) => share(y, 2)}
        dots
        marker={at}
        curves={[
          { name: 'this model', points: points(accuracy), colour: 'residual' },
          ...(untrained ? [{ name: 'untrained', points: points(untrained), colour: 'ink-3', dashed: true }] : []),
          { name: 'the word’s favourite', points: level(byWord), colour: 'token', dashed: true },
          { name: 'always the commonest tag', points: level(byTag), colour: 'ink-3', dashed: true },
        ]}
      />
    </LitBox>
  )
}

/** The first held-out words with the tag that is read off at this depth; a wrong one is crossed out before the right one. */
function Tagged({ probed: { words }, depth }: { probed: Probed; depth: number }) {
  const shown = words.slice(0, SHOWN)
  const right = shown.filter(({ tag, said }) => said[depth] === tag).length
  return (
    <LitBox name="probability/tags">
      <p className="cap">
        {depthName(depth)}: {right} of the first {shown.length} held-out words
      </p>
      <ol className={css.words}>
        {shown.map(({ text, tag, said }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
          <li key={i}>
            <b>{text}</b>
            {said[depth] === tag ? <span title={nameOf(tag)}>{tag}</span> : <Wrong said={said[depth]!} tag={tag} />}
          </li>
        ))}
      </ol>
    </LitBox>
  )
}

function Wrong({ said, tag }: { said: string; tag: string }) {
  return (
    <span title={`${nameOf(said)}, where the library says ${nameOf(tag)}`}>
      <s>{said}</s> {tag}
    </span>
  )
}

const nameOf = (tag: string): string => POS_NAMES[tag as PartOfSpeech]
