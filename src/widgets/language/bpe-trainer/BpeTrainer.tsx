/** A text, and a button that merges its most frequent pair; a word, and how the merges so far cut it. */
import { useEffect, useMemo, useState } from 'react'
import { Group } from '../../../ui/Group.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import type { WidgetProps } from '../../contract.ts'
import { OwnText, useOwnText } from '../../../instruments/OwnText.tsx'
import css from './BpeTrainer.module.css'
import { CompressionChart } from './CompressionChart.tsx'
import { doneOf, readingsOf } from './measure.ts'
import { type BpeTrainerParams, PASSAGE, WORD } from './meta.ts'
import { NextPairs } from './NextPairs.tsx'
import { Token } from './Token.tsx'
import { momentOf, type Training, trainOn } from './training.ts'
import { WordSteps } from './WordSteps.tsx'

export default function BpeTrainer({
  text: given = PASSAGE,
  merges,
  word: first = WORD,
  onParams,
  onReadings,
}: WidgetProps<BpeTrainerParams>) {
  const [text, setText] = useOwnText(given, onParams)
  const [wanted, setWanted] = useState(merges ?? 0)
  const [word, setWord] = useState(first)
  const training = useMemo(() => trainOn(text), [text])
  const done = doneOf(wanted, training)
  // A text without a letter gives no vocabulary to speak of.
  const moment = useMemo(() => (training.letters > 0 ? momentOf(training, done) : null), [training, done])
  useEffect(() => {
    if (moment) onReadings?.(readingsOf(training, moment, word))
  }, [training, moment, word, onReadings])
  const go = (next: number): void => {
    setWanted(next)
    onParams?.({ merges: next })
  }
  const all = training.merges.length
  return (
    <Instrument
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
      <OwnText label="Text to learn from; write your own" value={text} onChange={setText} rows={3} />
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
          <WordSteps
            word={word}
            tokenizer={moment.tokenizer}
            onWord={(next) => {
              setWord(next)
              onParams?.({ word: next })
            }}
          />
        </>
      ) : (
        <p className="cap">The text is empty. Write a few words: merges are learned from them.</p>
      )}
    </Instrument>
  )
}

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
