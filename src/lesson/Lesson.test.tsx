/** A lesson with every directive, on the page: what shows, what is asked, what is kept, and that nothing foreign runs. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { learning } from '../session/learning.ts'
import { compileLesson, type Course } from './compile/lesson.ts'
import { Lesson } from './Lesson.tsx'
import { LessonContext } from './LessonContext.ts'
import { Markdown } from './markdown/Markdown.tsx'

const SOURCE = `---
title: Everything
question: What can stand in a lesson?
summary: Every directive once.
part: start
order: 1
minutes: 5
objectives:
  - id: one
    text: use them all
sources: [radford2018 section 3.1]
---
Before $x^2$, at 3:17 and x[:n], as [they say](source:radford2018).

:::predict{id=guess}
prompt: Heads or tails?
choices: [heads, tails]
answer: tails
reveal: It was **tails**.
:::

## Blocks

:::note
A note.
:::

:::details{label="More"}
Hidden words.
:::

$$
a+b
$$

| a | b |
|---|---|
| 1 | 2 |

:::quiz{id=which objective=one}
type: choice
prompt: Which one?
answers:
  - text: This
    correct: true
    why: Because it is.
  - text: That
    why: Because it is not.
:::

:::quiz{id=how-many objective=one}
type: numeric
prompt: How many?
answer: 2.5
tolerance: 0.1
unit: bits
hint: More than two.
why: Two and a half.
:::

:::challenge{id=do objective=one}
Do it in the Lab.
:::
`
const course: Course = {
  widgets: {},
  bibliography: { radford2018: { authors: 'Radford', year: 2018, title: 'GPT-1', venue: 'OpenAI', url: 'https://example.org/' } },
  parts: ['start'],
  lessons: ['start/everything'],
}

function show() {
  const { lesson, problems } = compileLesson('curriculum/start/everything.md', SOURCE, course)
  expect(problems).toEqual([])
  const part = { slug: 'start', title: 'Start here', summary: '' }
  return render(<Lesson lesson={lesson!} part={part} number="0.1" of={1} previous={null} next={null} />)
}

afterEach(() => {
  cleanup()
  localStorage.clear()
  learning.setState({ predictions: {}, answers: {} })
})

describe('a lesson', () => {
  it('shows its head, its text and its sources', () => {
    const { container } = show()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Everything')
    expect(screen.getByRole('heading', { name: 'Blocks' }).id).toBe('blocks')
    expect(container.textContent).toContain('at 3:17 and x[:n], as they say.')
    expect(container.querySelector('aside')?.textContent).toContain('A note.')
    expect(container.querySelector('details summary')?.textContent).toBe('More')
    expect(screen.getByText('Do it in the Lab.')).toBeTruthy()
    expect(container.querySelector('#source-radford2018')?.textContent).toContain('section 3.1')
    expect(container.textContent).not.toContain(':::')
  })

  it('typesets its formulas', async () => {
    const { container } = show()
    await expect.poll(() => container.querySelectorAll('.katex').length, { timeout: 10_000 }).toBe(2)
  })

  it('keeps a prediction, and shows the answer only after it', () => {
    show()
    expect(screen.queryByText('tails', { selector: 'strong' })).toBeNull()
    const commit = screen.getByRole<HTMLButtonElement>('button', { name: 'Commit' })
    expect(commit.disabled).toBe(true)
    fireEvent.click(screen.getByRole('radio', { name: 'heads' }))
    fireEvent.click(commit)
    expect(screen.getByText('tails', { selector: 'strong' })).toBeTruthy()
    expect(screen.getByText('your guess')).toBeTruthy()
    expect(learning.getState().predictions['start/everything#guess']?.guesses).toMatchObject([{ choice: 0, confidence: null }])
  })

  it('explains a wrong choice, lets it be tried again, and then explains all', () => {
    show()
    const check = () => screen.getAllByRole('button', { name: /^Check/ })[0]!
    fireEvent.click(screen.getByRole('radio', { name: 'That' }))
    fireEvent.click(check())
    expect(screen.getByText('Because it is not.')).toBeTruthy()
    expect(screen.queryByText('Because it is.')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'This' }))
    fireEvent.click(check())
    expect(screen.getByText('Because it is.')).toBeTruthy()
    expect(screen.getByText(/solved after 2 tries/)).toBeTruthy()
  })

  it('takes a number within its tolerance, and ticks the objective once all is right', () => {
    show()
    const field = screen.getByLabelText('How many?')
    const submit = (value: string) => {
      fireEvent.change(field, { target: { value } })
      fireEvent.submit(field.closest('form')!)
    }
    submit('3')
    expect(screen.getByText(/Not 3/)).toBeTruthy()
    submit('2,45')
    expect(screen.getByText('Two and a half.')).toBeTruthy()
    expect(screen.queryByRole('img', { name: 'done' })).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'This' }))
    fireEvent.click(screen.getAllByRole('button', { name: 'Check' })[0]!)
    expect(screen.getByRole('img', { name: 'done' })).toBeTruthy()
  })
})

it.each([
  ['raw HTML', 'a <img src=x onerror=alert(1)> b'],
  ['a script', '<script>alert(1)</script>'],
  ['a script link', '[x](javascript:alert(1))'],
  ['a data link', '[x](data:text/html,<script>alert(1)</script>)'],
  ['a directive with a handler', ':::note{onclick="alert(1)" style="color:red"}\nhi\n:::'],
])('%s does not reach the page', (_, markdown) => {
  const { container } = render(
    <LessonContext value={{ part: '', slug: '', blocks: {} }}>
      <Markdown>{markdown}</Markdown>
    </LessonContext>,
  )
  expect(container.querySelector('script, img, [onclick], [onerror], [style]')).toBeNull()
  for (const link of container.querySelectorAll('a')) expect(link.getAttribute('href') ?? '').not.toMatch(/^(javascript|data):/)
})
