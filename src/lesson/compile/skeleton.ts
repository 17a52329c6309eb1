/** The file with which a new lesson begins: every part of the arc is there, and says what belongs in it. */

export interface LessonPlace {
  part: string
  slug: string
  title: string
  /** the next free place in the part */
  order: number
}

/** A draft: it compiles with no more than warnings. */
export const skeleton = ({ part, title, order }: LessonPlace): string => `---
title: ${JSON.stringify(title)}
question: What would a person ask who has not heard of this?
summary: One sentence for the overview of the course.
part: ${part}
order: ${order}
minutes: 10
objectives:
  - id: one
    text: say or do something that they could not before
sources: []
draft: true
---

Begin with the question, in plain words. First the idea, then its name, then the symbol.

:::predict{id=guess}
prompt: What do you think will happen?
choices: [this, that]
reveal: What the widget below shows.
:::

::widget{id=writer}

## What you have seen

Explain it with the numbers that the widget shows.

## Check

:::quiz{id=first objective=one}
type: choice
prompt: A question that checks the objective.
answers:
  - text: The right answer
    correct: true
    why: Why it is right.
  - text: A mistake that people make
    why: What they overlooked.
:::

## In one breath

Two sentences that hold the lesson.
`
