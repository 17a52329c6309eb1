/** A lesson with every directive, on the page: what shows, what is asked, what is kept, and that nothing foreign runs. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { learning } from '../session/learning.ts'
import { declared } from '../widgets/declared.ts'
import { loads } from '../widgets/registry.ts'
import { sourcesOf } from './build/source.ts'
import { compileLesson, type Course } from './compile/lesson.ts'
import { isMistake } from './compile/problem.ts'
import { Lesson } from './Lesson.tsx'
import { CountingContext, LessonContext } from './LessonContext.ts'
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

::widget{id=trainer steps=60}

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
hints: [More than two.]
why: Two and a half.
:::

:::quiz{id=words objective=one}
type: short
prompt: Which word?
accepts: [softmax]
hints: It begins with s.
why: It makes shares.
:::

:::quiz{id=sorted objective=one}
type: order
prompt: Which order?
items: [read, guess, compare]
hints: Begin with the text.
why: One must read first.
:::

:::quiz{id=several objective=one}
type: multiple
prompt: Which two?
answers:
  - { text: two, correct: true, why: Even. }
  - { text: three, why: Odd. }
  - { text: four, correct: true, why: Even as well. }
:::

::source{file=src/answer.ts region=answer}

:::challenge{id=do objective=one}
task: Train it.
widget: trainer
start: { steps: 1 }
goal: steps >= 2
hints: [Two is enough.]
solution: { params: { steps: 2 }, words: Two steps. }
:::
`
const course: Course = {
  widgets: declared,
  showSource: sourcesOf({ read: () => 'export const answer = 42\n', files: () => [] }),
  bibliography: { radford2018: { authors: 'Radford', year: 2018, title: 'GPT-1', venue: 'OpenAI', url: 'https://example.org/' } },
  glossary: [],
  symbols: ['x', 'a', 'b'].map((symbol) => ({ symbol, meaning: 'a number', in: [] })),
  parts: ['start'],
  lessons: ['start/everything'],
}

/** As the build gives them to a lesson. */
const figures = { trainer: { title: declared.trainer!.title, load: loads.trainer! } }

function show(counted: (key: string) => string | null = () => null) {
  const { lesson, problems } = compileLesson('curriculum/start/everything.md', SOURCE, course)
  expect(problems.filter(isMistake)).toEqual([])
  const part = { slug: 'start', title: 'Start here', summary: '' }
  return render(
    <CountingContext value={counted}>
      <Lesson lesson={{ ...lesson!, figures }} part={part} number="0.1" of={1} previous={null} next={null} />
    </CountingContext>,
  )
}

// Its code is compiled at its first import, which is no part of what is tested.
beforeAll(async () => void (await loads.trainer!()), 60_000)
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
    expect(screen.getByText('Train it.')).toBeTruthy()
    expect(container.querySelector('figcaption')?.textContent).toContain('src/answer.ts, answer, line 1')
    expect(container.querySelector('#source-radford2018')?.textContent).toContain('section 3.1')
    expect(container.textContent).not.toContain(':::')
  })

  it('typesets its formulas', async () => {
    const { container } = show()
    await expect.poll(() => container.querySelectorAll('.katex').length).toBe(2)
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

  it('veils a figure that shows the answer to a prediction, until one is committed or it is asked for', () => {
    const source = SOURCE.replace('::widget{id=trainer steps=60}', '::widget{id=trainer steps=60 veil=guess}')
    const { lesson, problems } = compileLesson('curriculum/start/everything.md', source, course)
    expect(problems.filter(isMistake)).toEqual([])
    const draw = () =>
      render(<Lesson lesson={lesson!} part={{ slug: 'start', title: '', summary: '' }} number="0.1" of={1} previous={null} next={null} />)
    const figure = (container: HTMLElement) => container.querySelector('[data-widget=trainer]')!
    const first = draw()
    expect(figure(first.container).closest('[inert]')).not.toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show it anyway' }))
    expect(figure(first.container).closest('[inert]')).toBeNull()
    first.unmount()
    const second = draw()
    fireEvent.click(screen.getByRole('radio', { name: 'heads' }))
    fireEvent.click(screen.getByRole('button', { name: 'Commit' }))
    expect(figure(second.container).closest('[inert]')).toBeNull()
    // Who asks for the prediction again has seen it.
    fireEvent.click(screen.getByRole('button', { name: 'Predict again' }))
    expect(figure(second.container).closest('[inert]')).toBeNull()
  })

  it('shows something else in a figure until a prediction is committed, where the lesson says what', () => {
    const source = SOURCE.replace('::widget{id=trainer steps=60}', '::widget{id=trainer steps=60 veil=guess meanwhile="steps=100"}')
    const { lesson, problems } = compileLesson('curriculum/start/everything.md', source, course)
    expect(problems.filter(isMistake)).toEqual([])
    const { container } = render(
      <Lesson lesson={lesson!} part={{ slug: 'start', title: '', summary: '' }} number="0.1" of={1} previous={null} next={null} />,
    )
    const standIn = () => container.querySelector('[data-meanwhile] [data-widget=trainer]')
    expect(standIn()).not.toBeNull()
    expect(standIn()!.closest('[inert]')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'heads' }))
    fireEvent.click(screen.getByRole('button', { name: 'Commit' }))
    expect(standIn()).toBeNull()
    expect(container.querySelector('[data-widget=trainer]')).not.toBeNull()
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

  it('says what counts where an instructor counts attempts, before and after each', () => {
    const say = (key: string) => `${key}: ${2 - (learning.getState().answers[key]?.tried.length ?? 0)} of 2 attempts left.`
    show(say)
    const said = () => screen.getAllByText(/attempts left/).map((each) => each.textContent)
    const before = said()
    expect(before).toHaveLength(screen.getAllByRole('button', { name: /^Check/ }).length)
    expect(before[0]).toBe('start/everything#which: 2 of 2 attempts left.')
    fireEvent.click(screen.getByRole('radio', { name: 'That' }))
    fireEvent.click(screen.getAllByRole('button', { name: /^Check/ })[0]!)
    expect(said()[0]).toBe('start/everything#which: 1 of 2 attempts left.')
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
  })

  it('takes words in any dress, with one more hint for each wrong try', () => {
    show()
    const field = screen.getByLabelText('Which word?')
    const submit = (value: string) => {
      fireEvent.change(field, { target: { value } })
      fireEvent.submit(field.closest('form')!)
    }
    submit('argmax')
    expect(screen.getByText(/Not “argmax”/)).toBeTruthy()
    expect(screen.getByText('It begins with s.')).toBeTruthy()
    submit('  The SoftMax. ')
    expect(screen.getByText('It makes shares.')).toBeTruthy()
  })

  it('has things put in order by buttons, and says how many stand in place', () => {
    show()
    const list = screen.getByText('Put them in order, the first on top.').closest('form')!
    const shown = () => [...list.querySelectorAll('li')].map((item) => item.textContent!.match(/read|guess|compare/)![0])
    const check = () => fireEvent.submit(list)
    check()
    expect(screen.getByText(/Not yet: [01] of 3/)).toBeTruthy()
    const goal = ['read', 'guess', 'compare']
    for (const [place, word] of goal.entries()) {
      while (shown().indexOf(word) > place) fireEvent.click(screen.getByRole('button', { name: `Move up: ${word}` }))
    }
    expect(shown()).toEqual(goal)
    check()
    expect(screen.getByText('One must read first.')).toBeTruthy()
    expect(learning.getState().answers['start/everything#sorted']).toMatchObject({ right: true, tried: [expect.any(Array), [0, 1, 2]] })
  })

  it('asks for all right answers, and explains a wrong pick at once', () => {
    show()
    const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: new RegExp(`^${name}`) })
    const check = () => fireEvent.submit(box('two').closest('form')!)
    fireEvent.click(box('two'))
    fireEvent.click(box('three'))
    check()
    expect(screen.getByText(/1 of your 2 picks is right, and one is missing/)).toBeTruthy()
    expect(screen.getByText('Odd.')).toBeTruthy()
    expect(screen.queryByText('Even.')).toBeNull()
    fireEvent.click(box('four'))
    check()
    expect(screen.getByText('Even.')).toBeTruthy()
  })

  it('keeps in the address what the learner changes in a widget', async () => {
    history.replaceState(null, '', '#/learn/start/everything?w9.other=1')
    show()
    const [more] = await screen.findAllByRole('button', { name: 'more: steps' }, { timeout: 10_000 })
    fireEvent.click(more!)
    expect(location.hash).toBe('#/learn/start/everything?w9.other=1&w2.steps=160')
    cleanup()
    show()
    const [field] = await screen.findAllByLabelText<HTMLInputElement>('steps', {}, { timeout: 10_000 })
    expect(field!.value).toBe('160')
  })

  it('ticks the objective once all questions are right and the challenge is done', () => {
    show()
    expect(screen.queryByRole('img', { name: 'done' })).toBeNull()
    act(() => {
      for (const id of ['which', 'how-many', 'words', 'sorted', 'several']) learning.getState().answer(`start/everything#${id}`, 0, true)
    })
    expect(screen.queryByRole('img', { name: 'done' })).toBeNull()
    act(() => learning.getState().solve('start/everything#do'))
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
    <LessonContext value={{ part: '', slug: '', blocks: {}, terms: [] }}>
      <Markdown>{markdown}</Markdown>
    </LessonContext>,
  )
  expect(container.querySelector('script, img, [onclick], [onerror], [style]')).toBeNull()
  for (const link of container.querySelectorAll('a')) expect(link.getAttribute('href') ?? '').not.toMatch(/^(javascript|data):/)
})
