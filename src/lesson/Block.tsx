/** Something in the text that is more than text: a widget, a prediction, a question. */
import { useLesson } from './LessonContext.ts'
import { ChoiceQuiz } from './questions/ChoiceQuiz.tsx'
import { NumericQuiz } from './questions/NumericQuiz.tsx'
import { Predict } from './questions/Predict.tsx'
import { Widget } from './Widget.tsx'

export function Block({ name }: { name: string }) {
  const block = useLesson().blocks[name]
  switch (block?.kind) {
    case 'widget':
      return <Widget id={block.widget} params={block.params} />
    case 'predict':
      return <Predict prediction={block} />
    case 'choice':
      return <ChoiceQuiz question={block} />
    case 'numeric':
      return <NumericQuiz question={block} />
    default:
      return null
  }
}
