/** A text, and a button that merges its most frequent pair; a word, and how the merges so far cut it. */
import { useMemo } from 'react'
import { Group } from '../../../ui/Group.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import css from './BpeTrainer.module.css'
import { CompressionChart } from './CompressionChart.tsx'
import { doneOf } from './readings.ts'
import { NextPairs } from './NextPairs.tsx'
import { Token } from './Token.tsx'
import { momentOf, type Training, trainOn } from './training.ts'
import { WordSteps } from './WordSteps.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function BpeTrainer(figure) {
  const { params, change, value } = figure
  const { text, merges, word } = params
  // An empty box has nothing to learn from, and is no text to keep.
  const training = useMemo(() => value ?? trainOn(''), [value])
  const done = doneOf(merges, training)
  // A text without a letter gives no vocabulary to speak of.
  const moment = useMemo(() => (training.letters > 0 ? momentOf(training, done) : null), [training, done])
  const all = training.merges.length
  const go = (next: number): void => change({ merges: next })
  return (
    <Figure
      of={figure}
      name="Merges"
      title="the most frequent pair becomes one token"
      actions={
        <>
          <Button aria-disabled={done === 0} onClick={() => (done > 0 ? go(done - 1) : undefined)}>
            Undo
          </Button>
          <Button look="primary" aria-disabled={done === all} onClick={() => (done < all ? go(done + 1) : undefined)}>
            Merge
          </Button>
        </>
      }
      footer={<span>learned in this page, in GPT-1’s style: lower case, words end in {'</w>'}, no merge across words</span>}
    >
      <OwnText label="Text to learn from; write your own" value={text} onChange={(next) => change({ text: next })} rows={3} />
      {moment ? (
        <>
          <div className={css.scale}>
            <Scale
              label="merges"
              value={done}
              min={0}
              max={Math.max(1, all)}
              step={1}
              disabled={all === 0}
              format={(n) => `${int(n)} of ${int(all)}`}
              onChange={go}
            />
          </div>
          <Readings>
            <BigNumber label="vocabulary" value={int(moment.tokenizer.size)} unit="tokens" />
            <BigNumber label="text" value={int(moment.tokens)} unit="tokens" />
            <BigNumber label="letters a token" value={fixed(training.letters / moment.tokens)} />
          </Readings>
          <LastMerge training={training} done={done} />
          <Cut words={moment.words} fresh={done > 0 ? training.merges[done - 1]!.token : null} />
          <div className={css.pair}>
            <NextPairs pairs={moment.pairs} />
            <CompressionChart training={training} done={done} />
          </div>
          <WordSteps word={word} tokenizer={moment.tokenizer} onWord={(next) => change({ word: next })} />
        </>
      ) : (
        <p className="cap">The text is empty. Write a few words: merges are learned from them.</p>
      )}
    </Figure>
  )
})

function LastMerge({ training, done }: { training: Training; done: number }) {
  const merge = training.merges[done - 1]
  return (
    <p role="status" className={css.last}>
      {merge ? (
        <>
          Merge {int(done)}: <Token name={merge.parts[0]} /> + <Token name={merge.parts[1]} /> → <Token name={merge.token} fresh />. They
          were neighbours {int(merge.count)} times; the text went from {int(merge.tokensBefore)} to {int(merge.tokensAfter)} tokens.
        </>
      ) : training.merges.length === 0 ? (
        'No pair of neighbours occurs twice in this text, so there is nothing to merge.'
      ) : (
        'No merge yet: every character is a token, and the last of a word carries the sign of its end. Press Merge.'
      )}
    </p>
  )
}

/** The text as it is cut now, the newest token marked. */
function Cut({ words, fresh }: { words: readonly string[][]; fresh: string | null }) {
  return (
    <Group className={css.text} tabIndex={0} aria-label="The text as it is cut now">
      {words.map((tokens, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity here
        <span key={i} className={css.word}>
          {tokens.map((name, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Token key={j} name={name} fresh={name === fresh} />
          ))}
        </span>
      ))}
    </Group>
  )
}
