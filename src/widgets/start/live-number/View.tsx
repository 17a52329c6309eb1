/** One number of the learner's own model, for use between paragraphs; it follows the model as it trains. */
import { modelName } from '../../../instruments/words.ts'
import { lineOf } from './line.ts'
import css from './LiveNumber.module.css'
import { draw } from '../../frame/draw.tsx'
import widget from './widget.ts'
import { useSession } from '../../../session/index.ts'

export default draw(widget, function LiveNumber({ params, model }) {
  const run = useSession((s) => (s.run?.modelId === model?.id ? s.run : null))
  if (!model) return <p className={css.number}>This number stands here as soon as a model is open.</p>
  const { label, value, unit } = lineOf(params.show, model, run)
  return (
    <p className={css.number}>
      <span className={css.label}>{label}</span>
      <span className={css.value}>{value ?? '–'}</span>
      <span className={css.unit}>{value === null ? 'not measured yet: train a model' : unit}</span>
      <span className={css.whose}>{modelName(model)}</span>
    </p>
  )
})
