/** The open model's forms, joined by a line, and the learner's other models of the same text. */
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { levelsOf } from './sizes.ts'
import { SizeScatter } from '../../../figures/SizeScatter.tsx'
import widget, { type Value } from './widget.ts'

export default draw(widget, function SizeChart(figure) {
  const { value, progress, busy, model } = figure
  const so: Value | null = busy ? (progress ?? value) : value
  const levels = model ? levelsOf(model) : []
  return (
    <Figure of={figure} name="Size" title="of the file, against the loss" start={`Weigh and measure ${levels.length} forms`}>
      <SizeScatter
        models={[...(so?.others ?? []), ...(so?.sizes ?? []).map(({ bits, ...each }) => ({ ...each, name: `${bits} bits`, form: true }))]}
      />
      <Status>
        {busy
          ? `${so?.sizes.length ?? 0} of ${levels.length} forms measured …`
          : value && value.sizes.length > 1
            ? `Rings are your other models of the same text: ${value.others.length}. Each file is the one that the Lab would export.`
            : 'The open model as it is. A press packs it in fewer and fewer bits, weighs each file, and asks it for its loss on held-out text.'}
      </Status>
    </Figure>
  )
})
