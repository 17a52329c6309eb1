/** A family is chosen, a word is changed, and the table says who reads it and what moves. */
import { fixed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import css from './MaskFamilies.module.css'
import { type Family, mayRead, movedBy, readingsOf, SENTENCES } from './masks.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const SAID: Record<Family, string> = {
  'encoder-decoder': 'A source is read as a whole; the answer is written from left to right and reads the source too (striped).',
  encoder: 'Every word reads every other, to both sides.',
  decoder: 'Every word reads itself and what came before it.',
}

export default draw(widget, function MaskFamilies(figure) {
  const { params, change: choose } = figure
  const { family, changed } = params
  const sentence = SENTENCES[family]
  const at = Math.min(changed, sentence.words.length - 1)
  const moved = movedBy(sentence, at)
  const { pairs, reached } = readingsOf(family, at)
  return (
    <Figure
      of={figure}
      name="Masks"
      title="who reads whom"
      footer={<span>two layers of attention over random vectors, computed here; a toy, no model is read</span>}
    >
      <Segmented
        label="Family"
        value={family}
        options={[
          { value: 'encoder-decoder', label: 'encoder–decoder' },
          { value: 'encoder', label: 'encoder' },
          { value: 'decoder', label: 'decoder' },
        ]}
        onChange={(next) => choose({ family: next })}
      />
      <p className="cap" style={{ paddingTop: 8 }}>
        {SAID[family]} Press a word to change it.
      </p>
      <div className={css.scroll}>
        <table className={css.mask}>
          <caption className="vh">Who may read whom, and how far each output moves</caption>
          <thead>
            <tr>
              <th scope="col">reads</th>
              {sentence.words.map((word, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
                <th key={j} scope="col">
                  <button
                    type="button"
                    aria-pressed={j === at}
                    aria-label={`change word ${j + 1}, ${word}`}
                    onClick={() => choose({ changed: j })}
                  >
                    {word}
                  </button>
                </th>
              ))}
              <th scope="col">moves</th>
            </tr>
          </thead>
          <tbody>
            {sentence.words.map((word, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
              <tr key={i} className={moved[i]! > 0 ? 'on' : undefined}>
                <th scope="row" className={css.word}>
                  {word}
                </th>
                {sentence.words.map((_, j) => {
                  const reads = mayRead(sentence.source, i, j)
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
                    <td key={j}>
                      <span className={css.cell} data-reads={reads} data-cross={reads && i >= sentence.source && j < sentence.source}>
                        <span className="vh">{reads ? 'reads' : 'does not read'}</span>
                      </span>
                    </td>
                  )
                })}
                <td className="n">{moved[i]! > 0 ? `${fixed(100 * moved[i]!, 1)} %` : '0'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="cap" role="status">
        {pairs} of {sentence.words.length ** 2} pairs may be read. Changing “{sentence.words[at]}” moves {reached} of{' '}
        {sentence.words.length} outputs.
      </p>
    </Figure>
  )
})
