/** The gradebook that is open: what cannot be read is said, and costs nothing of what is there. */
import { beforeEach, describe, expect, it } from 'vitest'
import { assignmentHash } from '../../../teach/assignment/assignment.ts'
import { toLink } from '../../../teach/assignment/link.ts'
import { writeReceipt } from '../../../teach/receipt/write.ts'
import { everything, handedIn, modelFiles } from '../../../teach/testing/examples.ts'
import { csvOf, openClass, openCsv, openFile, openHeldOut, openLink, useBook } from './book.ts'
import { handedOf } from './files.ts'

const receipt = new File([writeReceipt(handedIn, modelFiles)], 'zoe.zip')
const text = (content: string, name = 'x.txt'): File => new File([content], name)
const { code } = toLink(everything)
const stands = () => {
  const { assignment, rows, marks } = useBook.getState()
  return { of: assignment && assignmentHash(assignment), percent: rows.map(({ score }) => Math.round(score.percent)), marks }
}

beforeEach(async () => {
  localStorage.clear()
  await openLink(code)
  await openClass([handedOf({ name: 'zoe.zip', data: receipt })])
})

describe('bad input keeps the class, its marks and the assignment, and is said with a way out', () => {
  it.each([
    ['a link that a mail cut', () => openLink(code.slice(0, -9)), /cut off: \d+ of its \d+ characters/],
    ['a link of a later version', () => openLink(`3${code.slice(1)}`), /version 3/],
    ['a file that is no assignment', () => openFile(text('hello')), /./],
    ['a held-out text of a few letters', () => openHeldOut(text('too short')), /\d+ characters/],
    ['a table of another class', () => openCsv(text('a,b\r\n1,2')), /no column “key”/],
  ])('%s', async (_, give, said) => {
    const table = csvOf('comma')
    await openCsv(text(table.replace(',?,', ',50,')))
    const before = stands()
    expect(before.marks).toEqual({ 'name zoë müller': { why: 0.5 } })
    await give()
    const { failure, busy } = useBook.getState()
    expect(failure?.message).toMatch(said)
    expect(failure?.hint).toMatch(/\w/)
    expect(busy).toBeNull()
    expect(stands()).toEqual(before)
    // And whoever closes the page finds the marks again.
    await openLink(code)
    expect(useBook.getState().marks).toEqual(before.marks)
  })

  it('a file that is no receipt is named, and the others are read', async () => {
    await openClass([handedOf({ name: 'zoe.zip', data: receipt }), handedOf({ name: 'essay.pdf', data: text('%PDF-1.7') })])
    const { rows, problems, failure } = useBook.getState()
    expect(rows.map(({ student }) => student.name)).toEqual(['Zoë Müller'])
    expect(problems).toMatchObject([
      { message: '“essay.pdf” is a PDF document, which is not read here.', hint: expect.stringMatching(/./) },
    ])
    expect(failure).toBeNull()
  })
})
