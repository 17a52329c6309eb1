/** One number of the learner's own model, for use between paragraphs; it follows the model as it trains. */
import { useSession } from '../../../session/index.ts'
import { useCore } from '../../shared/core.ts'
import { modelName } from '../../shared/words.ts'
import css from './LiveNumber.module.css'
import type { Showable } from './meta.ts'
import { readingOf } from './reading.ts'

export default function LiveNumber({ show }: { show: Showable }) {
  useCore()
  const current = useSession((s) => s.current)
  const run = useSession((s) => (s.run?.modelId === s.current?.id ? s.run : null))
  if (!current) return <p className={css.number}>This number stands here as soon as a model is open.</p>
  const { label, value, unit } = readingOf(show, current, run)
  return (
    <p className={css.number}>
      <span className={css.label}>{label}</span>
      <span className={css.value}>{value ?? '–'}</span>
      <span className={css.unit}>{value === null ? 'not measured yet: train a model' : unit}</span>
      <span className={css.whose}>{modelName(current)}</span>
    </p>
  )
}
