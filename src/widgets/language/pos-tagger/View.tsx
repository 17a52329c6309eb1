/** A text with the part of speech under each word, and the spellings that have more than one. */
import { Group } from '../../../ui/Group.tsx'
import { int } from '../../../ui/format.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { POS_NAMES } from '../../../language/partsOfSpeech.ts'
import type { Token } from '../../../language/wink.ts'
import { type Ambiguity, ambiguitiesOf } from './ambiguities.ts'
import css from './PosTagger.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function PosTagger(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      busy="Loading the tagger, about 1 MB …"
      controls={<OwnText value={params.text} onChange={(text) => change({ text })} />}
      name="Tagger"
      title="each word with its part of speech"
      footer={<span>wink-nlp with its small English model, in this page</span>}
    >
      {value ? (
        <>
          <Tagged tokens={value} />
          <Ambiguities found={ambiguitiesOf(value)} />
          <Legend tokens={value} />
        </>
      ) : null}
    </Figure>
  )
})

/** Word over tag, in reading order: read aloud, each tag follows its word. */
function Tagged({ tokens }: { tokens: readonly Token[] }) {
  return (
    <ul className={css.tagged} aria-label="Words with their parts of speech">
      {tokens.map(({ text, pos }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the text
        <li key={i} title={POS_NAMES[pos]}>
          <span className={css.word}>{text}</span> <span className={css.tag}>{pos}</span>
        </li>
      ))}
    </ul>
  )
}

function Ambiguities({ found }: { found: readonly Ambiguity[] }) {
  return (
    <Group aria-label="One spelling, several parts of speech">
      <h3 className="h3">
        One spelling, several parts of speech <span className="n mute">{int(found.length)}</span>
      </h3>
      {found.length === 0 ? (
        <p className="cap">None in this text.</p>
      ) : (
        <ul className={css.ambiguities}>
          {found.map(({ spelling, tags }) => (
            <li key={spelling}>
              <b>{spelling}</b>:{' '}
              {tags.map(({ pos, places }) => `${POS_NAMES[pos]}${places.length > 1 ? ` (${places.length} times)` : ''}`).join(', ')}
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}

function Legend({ tokens }: { tokens: readonly Token[] }) {
  const used = [...new Set(tokens.map(({ pos }) => pos))].sort()
  return <p className="cap">{used.map((pos) => `${pos}: ${POS_NAMES[pos]}`).join(' · ')}</p>
}
