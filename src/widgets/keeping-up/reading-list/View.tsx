/** A shelf of texts: each with what it gives, and, once read, with the learner's sentence and the day on which it is asked about. */
import { READINGS, type Reading, SHELVES, type Shelf } from '../../../facts/readings.ts'
import { useWorks } from '../../../instruments/works.ts'
import { learning, readingKey, useLearning } from '../../../session/learning.ts'
import { dueAt } from '../../../session/learning/schedule.ts'
import { int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { ReadForm } from './ReadForm.tsx'
import css from './ReadingList.module.css'
import widget from './widget.ts'

const SHELF_NAMES: Readonly<Record<Shelf, string>> = {
  model: 'the model',
  growth: 'growth',
  use: 'use',
  inside: 'inside',
  doubt: 'doubts',
}

export default draw(widget, function ReadingList(figure) {
  const { params, change } = figure
  const read = useLearning((s) => s.read)
  const done = READINGS.filter(({ work }) => read[work]).length
  return (
    <Figure
      of={figure}
      name="List"
      title="texts to begin with"
      footer={
        <span>
          {int(done)} of {int(READINGS.length)} read
        </span>
      }
    >
      {(shelf) => (
        <>
          <Segmented
            label="Shelf"
            value={params.shelf}
            options={SHELVES.map((value) => ({ value, label: SHELF_NAMES[value] }))}
            onChange={(value) => change({ shelf: value, work: undefined })}
          />
          <ul className={css.list}>
            {shelf.map((reading) => (
              <Text
                key={reading.work}
                reading={reading}
                open={params.work === reading.work}
                onOpen={(open) => change({ work: open ? reading.work : undefined })}
              />
            ))}
          </ul>
        </>
      )}
    </Figure>
  )
})

function Text({ reading: { work, why }, open, onOpen }: { reading: Reading; open: boolean; onOpen: (open: boolean) => void }) {
  const known = useWorks()?.find(({ id }) => id === work)
  const read = useLearning((s) => s.read[work])
  const log = useLearning((s) => s.reviews[readingKey(work)])
  return (
    <li>
      <div className={css.title}>
        {known?.url ? (
          <a href={known.url} rel="noreferrer">
            {known.title}
          </a>
        ) : (
          (known?.title ?? work)
        )}{' '}
        <span className="cap">{known ? `${known.authors}, ${known.year}` : ''}</span>
      </div>
      <div className={css.why}>{why}</div>
      {read?.text ? <blockquote>{read.text}</blockquote> : null}
      {open ? (
        <ReadForm
          text={read?.text ?? ''}
          known={read !== undefined}
          onKeep={(text) => {
            learning.getState().addRead(work, text)
            onOpen(false)
          }}
          onRemove={() => {
            learning.getState().removeRead(work)
            onOpen(false)
          }}
          onClose={() => onOpen(false)}
        />
      ) : (
        <div className={css.state}>
          {read && log ? (
            <span className="cap">
              read on {said(read.at)}; asked about on {said(dueAt(log))}
            </span>
          ) : null}
          <button type="button" aria-label={`${read ? 'Change' : 'I have read it'}: ${known?.title ?? work}`} onClick={() => onOpen(true)}>
            {read ? 'Change' : 'I have read it'}
          </button>
        </div>
      )}
    </li>
  )
}

const said = (at: number): string => new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })
