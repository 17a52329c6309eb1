/** A text, a word in it to replace, and the surprise at its end by how much of it is seen. */
import { useEffect, useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { core } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { OwnText, useOwnText } from '../../shared/OwnText.tsx'
import { modelName } from '../../shared/words.ts'
import { PASSAGE, type Point, type Reach as Curve, readingsOf, reachOf } from './curve.ts'
import type { ReachParams } from './meta.ts'

export default function Reach({
  text = PASSAGE,
  word: firstWord = '',
  instead: firstInstead = '',
  onParams,
  onReadings,
}: WidgetProps<ReachParams>) {
  const { model, handle, version } = useModel()
  const [typed, setTyped] = useOwnText(text, onParams)
  const [word, setWord] = useState(firstWord)
  const [instead, setInstead] = useState(firstInstead)
  const computed = useComputed(
    model && handle && typed.trim() !== '' ? () => reachOf(core, handle, model, typed, { word, instead }) : null,
    [version, typed, word, instead],
  )
  const reach = computed.error ? null : computed.value
  useEffect(() => {
    if (reach) onReadings?.(readingsOf(reach))
  }, [reach, onReadings])
  return (
    <Instrument
      name="Reach"
      title="surprise at the end, by how much is seen"
      footer={<span>{model ? modelName(model) : 'no model is open yet'}</span>}
    >
      <OwnText value={typed} most={400} onChange={setTyped} />
      <Field
        label="Replace, at its first place"
        value={word}
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        error={word !== '' && !typed.includes(word) ? 'The text does not have it.' : undefined}
        onChange={({ target }) => {
          setWord(target.value)
          onParams?.({ word: target.value })
        }}
      />
      <Field
        label="By"
        value={instead}
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          setInstead(target.value)
          onParams?.({ instead: target.value })
        }}
      />
      <Computing
        of={computed}
        where="How far back it reads"
        busy="reading through windows of every size …"
        waiting="The curve is drawn as soon as a model is open and there is a text."
      />
      {reach ? <Result reach={reach} /> : null}
    </Instrument>
  )
}

const LOG = ({ seen, bits }: Point) => ({ x: Math.log2(seen), y: bits })

function Result({ reach }: { reach: Curve }) {
  const { bitsAt1, bitsAtAll, furthest, moved } = readingsOf(reach)
  return (
    <>
      <Curves
        caption={`mean surprise at the last ${[...reach.targets].length} characters, “${reach.targets}”`}
        across="characters seen before each"
        writeX={(x) => int(2 ** x)}
        writeY={(y) => fixed(y, 2)}
        dots
        curves={[
          { name: 'your text, bits', points: reach.points.map(LOG), colour: 'token' },
          ...(reach.changed ? [{ name: 'with the word replaced', points: reach.changed.map(LOG), colour: 'ink-3', dashed: true }] : []),
        ]}
      />
      <p className="cap" role="status">
        {fixed(bitsAt1, 2)} bits from one character, {fixed(bitsAtAll, 2)} from all that fits. The widest window that still helped:{' '}
        {int(furthest)}.{reach.changed ? ` The replacement moves the last point by ${signed(moved, 2)} bits.` : ''}
      </p>
    </>
  )
}
