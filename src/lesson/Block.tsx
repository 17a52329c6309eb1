/** Something in the text that is more than text: a widget, a prediction, a question, a challenge, code. */
import { Challenge } from './Challenge.tsx'
import { CodeFigure, SourceFigure } from './code/Code.tsx'
import { useLesson } from './LessonContext.ts'
import type { WidgetBlock } from './lesson.ts'
import { ChoiceQuiz } from './questions/ChoiceQuiz.tsx'
import { MultipleQuiz } from './questions/MultipleQuiz.tsx'
import { NumericQuiz } from './questions/NumericQuiz.tsx'
import { OrderQuiz } from './questions/OrderQuiz.tsx'
import { Predict } from './questions/Predict.tsx'
import { ShortQuiz } from './questions/ShortQuiz.tsx'
import { Veil } from './Veil.tsx'
import { Widget } from './Widget.tsx'

export function Block({ name }: { name: string }) {
  const block = useLesson().blocks[name]
  switch (block?.kind) {
    case 'widget':
      return <PlacedWidget name={name} block={block} />
    case 'predict':
      return <Predict prediction={block} />
    case 'choice':
      return <ChoiceQuiz question={block} />
    case 'multiple':
      return <MultipleQuiz question={block} />
    case 'numeric':
      return <NumericQuiz question={block} />
    case 'short':
      return <ShortQuiz question={block} />
    case 'order':
      return <OrderQuiz question={block} />
    case 'challenge':
      return <Challenge challenge={block} />
    case 'source':
      return <SourceFigure source={block} />
    case 'code':
      return <CodeFigure code={block.code} />
    default:
      return null
  }
}

/** A widget in the text; what the learner changes in it is kept in the address. */
function PlacedWidget({ name, block: { widget, params, veil, meanwhile } }: { name: string; block: WidgetBlock }) {
  const { writing } = useLesson()
  return (
    <Veil prediction={veil} meanwhile={meanwhile && <Widget id={widget} params={meanwhile} />}>
      {writing ? (
        <Widget key={JSON.stringify(params)} id={widget} params={params} />
      ) : (
        <Widget id={widget} params={params} address={name} />
      )}
    </Veil>
  )
}
