/** One press trains three small models on one text: as words, as stems, as lemmas. The bars say what each pays for a word. */
import { int } from '../../../ui/format.ts'
import { Bars } from './Bars.tsx'
import { Status } from '../../frame/Status.tsx'
import type { Progress } from './race.ts'
import widget, { CHARACTERS } from './widget.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'

export default draw(widget, function NormalForms(figure) {
  const { params, value, progress, busy } = figure
  const { steps, text } = params
  return (
    <Figure
      of={figure}
      name="Training"
      title="the same text as words, as stems, as lemmas"
      start={value ? 'Train all three again' : 'Train all three'}
      footer={
        <>
          <span>
            three recurrent networks, 64 wide, {int(steps)} steps each, one seed
            {text ? '' : `, on the first ${int(CHARACTERS)} characters of the State of the Union`}
          </span>
          <span>they are forgotten afterwards; your own model stays open</span>
        </>
      }
    >
      <Status>{sentence(busy, progress, value !== null)}</Status>
      {value ? <Bars outcomes={value} /> : null}
    </Figure>
  )
})

const ORDER = { words: 1, stems: 2, lemmas: 3 } as const

function sentence(busy: boolean, progress: Progress | null, done: boolean): string {
  if (busy && !progress) return 'Loading the text and the dictionary, and finding every lemma …'
  if (busy && progress) {
    const { form, step, steps } = progress
    return `Model ${ORDER[form]} of 3, on ${form}: step ${int(step)} of ${int(steps)}.`
  }
  return done
    ? 'Measured on the last tenth of the text, which no model has seen.'
    : 'Nothing has been trained yet. It takes about ten seconds.'
}
