/** A task that is done in the Lab: the way there, the models that were trained, and the one that is put forward. */
import { useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import { session, useSession } from '../../../session/index.ts'
import { useLearning } from '../../../session/learning.ts'
import type { Assignment, Task } from '../../../teach/assignment/assignment.ts'
import { LAB_READINGS } from '../../../teach/labReadings.ts'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { ModelSummary } from '../../../worker/protocol.ts'
import { errandState, type LabErrand } from '../../lab/errand.ts'
import { readLabSettings, setLab } from '../../lab/labSettings.ts'
import { secondsOf } from '../record/trainingTime.ts'
import { Judged } from './Judged.tsx'
import { LabTrial } from './LabTrial.tsx'
import { labReadingsOf, trainedOn } from './labReadings.ts'
import css from './tasks.module.css'
import type { TaskProps } from './WidgetTask.tsx'

interface LabTaskProps extends TaskProps<Extract<Task['where'], { kind: 'lab' }>> {
  assignment: Pick<Assignment, 'text' | 'seed'>
  /** where the Lab leads back to */
  from: Pick<LabErrand, 'back' | 'of'>
}

export function LabTask({ task, where, assignment, from, onAttempt, nth }: LabTaskProps) {
  const models = useSession((s) => s.models)
  const texts = useSession((s) => s.texts)
  const seconds = useLearning((s) => s.drafts)
  const [chosen, setChosen] = useState<string | null>(null)
  const [, go] = useLocation()
  const [opening, setOpening] = useState(false)
  const id = useId()
  useEffect(() => {
    void session.getState().start()
  }, [])
  const { settings, left } = readLabSettings(where.settings)
  const { text, seed } = assignment
  // A trial may take what the course ships as well: a goal is held against it in no time.
  const own = models.filter(
    (model) => model.kind === 'language' && (model.origin === 'trained' || (!onAttempt && model.origin === 'shipped')),
  )
  const model = own.find((each) => each.id === chosen) ?? own[0]
  const readings = model ? labReadingsOf(model, secondsOf(seconds, model.id)) : {}
  const foreign = model && text && !trainedOn(model, text.sha256, texts)
  const open = async (): Promise<void> => {
    setOpening(true)
    const content = text?.content
    await setLab(session, settings, { own: text && content !== undefined ? { name: text.name, content } : null, seed }).finally(() =>
      setOpening(false),
    )
    go('/lab', { state: errandState({ ...from, task: task.title, goal: task.goal }) })
  }
  return (
    <>
      {left.length > 0 ? <Notice>Some settings of this task are not known to this course’s Lab: {left.join(', ')}.</Notice> : null}
      {text && text.content === undefined ? (
        <Notice hint="Add it in the Lab under “your own text”: it must be the same file, unchanged.">
          “{text.name}” ({int(text.characters)} characters) was too long for the link; your instructor hands it out apart.
        </Notice>
      ) : null}
      <div className={`row ${css.acts}`}>
        <Button disabled={opening} onClick={() => void open()}>
          {opening ? 'Setting up the Lab …' : 'Open the Lab for this task'}
        </Button>
        <span className="cap">
          {[text ? `on “${text.name}”` : '', seed === null ? '' : `with seed ${seed}`, ...settingsSaid(settings)]
            .filter(Boolean)
            .join(', ') || 'with any settings'}
        </span>
      </div>
      {onAttempt ? null : (
        <>
          <LabTrial settings={settings} text={text} seed={seed} onTrained={setChosen} />
          <p className={`cap ${css.about}`}>
            To try a solution, train it in the Lab and come back: the draft is kept. The goal is held against the model that is chosen here,
            whatever it was trained for; those that the course ships are among them.
          </p>
        </>
      )}
      {own.length > 0 ? (
        <div className={css.choice}>
          <label htmlFor={id}>Model</label>
          <select id={id} value={model?.id} onChange={(event) => setChosen(event.target.value)}>
            {own.map((each) => (
              <option key={each.id} value={each.id}>
                {modelSaid(each)}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <p className="mute">No model has been trained in this browser yet. Train one in the Lab, and come back.</p>
      )}
      {foreign ? (
        <Notice hint="One that is handed in like this does not count.">
          {model.name} was trained on “{model.textTitle}”, and this task asks for “{text.name}”.
        </Notice>
      ) : null}
      <Judged
        key={model?.id}
        goal={task.goal}
        readings={readings}
        known={LAB_READINGS}
        nth={nth}
        onAttempt={onAttempt && model && (() => onAttempt(readings, model.id))}
      />
    </>
  )
}

const modelSaid = ({ name, step, bitsPerCharacter }: ModelSummary): string =>
  `${name}: ${int(step)} steps${bitsPerCharacter === null ? '' : `, ${fixed(bitsPerCharacter, 3)} bits a character`}`

const NAMES: Readonly<Record<string, string>> = {
  layers: 'layers',
  heads: 'heads',
  width: 'width',
  context: 'context',
  batch: 'batch',
  steps: 'steps',
  rate: 'learning rate',
  tokenizer: 'tokens',
  text: 'text',
}
const settingsSaid = (settings: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(settings).map(([name, value]) => `${NAMES[name]} ${value}`)
