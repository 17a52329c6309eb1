/** Submissions as Moodle, Canvas, ILIAS and people pack them: every receipt is found, and belongs to who handed it in. */
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../../core/checkpoint/source.ts'
import { zipOf } from '../anyZip.ts'
import type { ReceiptInput } from '../receipt/receipt.ts'
import { writeReceipt } from '../receipt/write.ts'
import { everything, handedIn, modelFiles } from '../testing/examples.ts'
import { findSubmissions, type Handed, isProblem, type Problem } from './find.ts'
import { labelOf } from './labels.ts'
import { type Read, type Student, studentsOf } from './students.ts'

/** A receipt that differs from the others by its name and its words. */
const receiptOf = (student: string, ...words: string[]): ReceiptInput => ({
  ...handedIn,
  student,
  at: `2027-03-02T08:0${words.length}:00.000Z`,
  items:
    words.length > 0
      ? [{ item: 'why', attempts: words.map((said, i) => ({ at: `2027-03-01T0${i}:00:00Z`, words: said })) }]
      : handedIn.items,
})
const zipped = (student: string, ...words: string[]): Uint8Array => writeReceipt(receiptOf(student, ...words))
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const handed = (files: Record<string, Uint8Array>): Handed[] =>
  Object.entries(files).map(([path, data]) => ({ path, source: inMemory(data) }))
const packed = (files: Record<string, Uint8Array>): Handed[] => handed({ 'submissions.zip': zipOf(new Map(Object.entries(files))) })

async function found(files: Handed[]): Promise<{ students: Student[]; problems: Problem[] }> {
  const reads: Read[] = []
  const problems: Problem[] = []
  for await (const each of findSubmissions(files)) {
    if (isProblem(each)) problems.push(each)
    else {
      const { receipt, doubts } = await each.open()
      reads.push({ submission: each, receipt, doubts })
    }
  }
  return { students: studentsOf(reads, everything), problems }
}
const names = ({ students }: { students: Student[] }): string[] => students.map(({ name }) => name)
const wordsOf = (student: Student): string[] => student.records.flatMap(({ attempts }) => attempts.map(({ words }) => words))

describe('what a path says', () => {
  it.each([
    ['Zoë Müller_10423_assignsubmission_file/receipt.zip', 'Zoë Müller', '10423', 'Moodle', false],
    ['Zoë Müller_10423_assignsubmission_file_receipt.zip', 'Zoë Müller', '10423', 'Moodle', false],
    ['Week 3/O’Neil Anne-Marie_7_assignsubmission_file_/a/receipt.zip', 'O’Neil Anne-Marie', '7', 'Moodle', false],
    ['Participant 88_88_assignsubmission_file/receipt.zip', 'Participant 88', '88', 'Moodle', false],
    ['muellerzoe_2051_88317_receipt-1.zip', 'muellerzoe', '2051', 'Canvas', false],
    ['doejane_LATE_2052_88318_receipt.zip', 'doejane', '2052', 'Canvas', true],
    ['Übung 3/Aufgabe 1/Müller_Zoë_zmueller_312/20270301_receipt.zip', 'Zoë Müller', '312', 'ILIAS', false],
    ['week3/Zoë/receipt.zip', 'Zoë', null, null, false],
    ['receipt.zip', 'receipt', null, null, false],
    ['Zoe\u0308_1_assignsubmission_file/r.zip', 'Zoë', '1', 'Moodle', false],
  ])('%s', (path, name, id, platform, late) => expect(labelOf(path)).toEqual({ name, id, platform, late }))
})

describe('submissions', () => {
  it('of Moodle, with one folder a student, two of one name, one with two attempts, a page of text beside', async () => {
    const all = await found(
      packed({
        'Anna Meier_11_assignsubmission_file/receipt.zip': zipped('Anna Meier', 'one'),
        'Anna Meier_12_assignsubmission_file/receipt.zip': zipped('Anna Meier', 'two'),
        'Zoë Müller_13_assignsubmission_file/receipt.zip': zipped('Zoë Müller', 'a'),
        'Zoë Müller_13_assignsubmission_file/receipt (1).zip': zipped('Zoë Müller', 'a', 'b'),
        'Zoë Müller_13_assignsubmission_onlinetext/onlinetext.html': bytes('<p>hello</p>'),
      }),
    )
    expect(names(all)).toEqual(['Anna Meier (11)', 'Anna Meier (12)', 'Zoë Müller'])
    expect(all.students.map(wordsOf)).toEqual([['one'], ['two'], ['a', 'b']])
    expect(all.students[2]!.remarks).toContain('Handed in 2 times; the best attempt counts.')
    expect(all.problems).toEqual([])
  })

  it('of Canvas, flat, late, numbered, signed better than the file says', async () => {
    const all = await found(
      packed({
        'meieranna_501_9001_receipt.zip': zipped('Anna Meier', 'x'),
        'meieranna_501_9002_receipt-1.zip': zipped('Anna Meier', 'x', 'y'),
        'doejohn_LATE_502_9003_receipt.zip': zipped('', 'z'),
      }),
    )
    expect(names(all)).toEqual(['Anna Meier', 'doejohn'])
    expect(wordsOf(all.students[0]!)).toEqual(['x', 'y'])
    expect(all.students[1]!.remarks).toEqual(['Canvas says that it came late.'])
  })

  it('of ILIAS, nested, signed as somebody else', async () => {
    const all = await found(
      packed({
        'Übung 3/Aufgabe/Müller_Zoë_zmueller_312/20270301_receipt.zip': zipped('Zoë', 'x'),
        'Übung 3/Aufgabe/Meier_Anna_ameier_313/20270301_receipt.zip': zipped('Anna Meier', 'y'),
      }),
    )
    expect(names(all)).toEqual(['Anna Meier', 'Zoë Müller'])
    expect(all.students[1]!.remarks).toEqual(['Signed as “Zoë”.'])
  })

  it('in one folder: who handed in twice is one student, two of one name are two, the unnamed are called by their file', async () => {
    const all = await found(
      handed({
        'week3/a.zip': zipped('Anna Meier', 'one'),
        'week3/b.zip': zipped('anna  meier', 'one', 'again'),
        'week3/c.zip': zipped('Anna Meier', 'another'),
        'week3/ben.zip': zipped('', 'ben’s'),
        'week3/carl.zip': zipped('', 'carl’s'),
      }),
    )
    expect(names(all)).toEqual(['anna meier (1)', 'Anna Meier (2)', 'ben', 'carl'])
    expect(all.students.map(wordsOf)).toEqual([['one', 'again'], ['another'], ['ben’s'], ['carl’s']])
    expect(all.students[1]!.remarks.join()).toContain('2 students have this name, or one handed in from two browsers.')
  })

  it('in one folder: whose lesson has grown since an early receipt is one student, and who gave the same answers at other moments is another', async () => {
    const key = 'transformer/causal-mask#a'
    const receipt = (hour: number, given: number[], from = 10): Uint8Array => {
      const at = given.map((_, i) => `2027-03-01T${from}:0${i}:00.000Z`)
      const attempt = { at: at.at(-1)!, asked: [key], answers: [{ key, given, right: false, at }] }
      const item = 'transformer/causal-mask'
      return writeReceipt({ ...receiptOf('Kim'), at: `2027-03-02T0${hour}:00:00.000Z`, items: [{ item, attempts: [attempt] }] })
    }
    const one = await found(handed({ 'early.zip': receipt(1, [1]), 'late.zip': receipt(2, [1, 2]) }))
    expect(names(one)).toEqual(['Kim'])
    expect(one.students[0]!.remarks).toContain('Handed in 2 times; the best attempt counts.')
    const two = await found(handed({ 'early.zip': receipt(1, [1]), 'late.zip': receipt(2, [1, 2], 11) }))
    expect(names(two)).toEqual(['Kim (1)', 'Kim (2)'])
  })

  it('in a folder for each group, and in one for each student', async () => {
    expect(
      names(
        await found(
          handed({
            'all/group A/1.zip': zipped('Anna', '1'),
            'all/group A/2.zip': zipped('Ben', '2'),
            'all/group B/3.zip': zipped('Carl', '3'),
            'all/Dora/receipt.zip': zipped('', '4'),
          }),
        ),
      ),
    ).toEqual(['Anna', 'Ben', 'Carl', 'Dora'])
  })

  it('unpacked by the browser, packed again by the student, and in a zip inside a zip', async () => {
    const filesOf = (name: string) => Object.entries(unzipSync(writeReceipt(receiptOf(name, name), modelFiles)))
    const loose = Object.fromEntries(filesOf('Loose').map(([path, data]) => [`Loose/receipt/${path}`, data]))
    const all = await found(
      packed({
        ...loose,
        'Twice/receipt.zip': zipOf(new Map([['receipt.zip', zipped('Twice', 't')]])),
        'Folder/receipt.zip': zipOf(new Map(filesOf('Folder').map(([path, data]) => [`receipt/${path}`, data]))),
      }),
    )
    expect(names(all)).toEqual(['Folder', 'Loose', 'Twice'])
    expect(all.problems).toEqual([])
    const opened = await all.students[1]!.receipts[0]!.submission.open()
    expect([...opened.models.get('small')!.keys()].sort()).toEqual(['config.json', 'model.safetensors'])
    expect(opened.doubts).toEqual([])
  })

  it('names what is no receipt, and goes on', async () => {
    const deep = (n: number, data: Uint8Array): Uint8Array => (n === 0 ? data : deep(n - 1, zipOf(new Map([['more.zip', data]]))))
    const all = await found(
      packed({
        'a.pdf': bytes('%PDF-1.7 …'),
        'b.zip': zipOf(new Map()),
        'c.zip': zipped('C', 'c').slice(0, -9),
        'd.zip': deep(3, zipped('D', 'd')),
        'e.zip': new Uint8Array(65 * 2 ** 20),
        'f.docx': bytes('hello'),
        'g.zip': zipped('G', 'g'),
      }),
    )
    expect(names(all)).toEqual(['G'])
    expect(all.problems.map(({ message }) => message)).toEqual([
      '“a.pdf” is a PDF document, which is not read here.',
      '“b.zip” is an empty zip.',
      expect.stringMatching(/“c.zip” cannot be read: .*cut short/),
      expect.stringMatching(/“more.zip” is a zip in 2 zips, and no receipt/),
      '“e.zip” has 68157440 bytes, but at most 67108864 are read.',
      '“f.docx” is no zip, and so no receipt.',
    ])
    expect(all.problems.every(({ hint }) => hint !== '')).toBe(true)
  })

  it('passes over a path that leads outside, and refuses a receipt that has one', async () => {
    const all = packed({ '../../etc/passwd': bytes('x'), 'C:\\x\\y': bytes('x'), 'g.zip': zipped('G', 'g') })
    const { students, problems } = await found(all)
    expect(students.map(({ name }) => name)).toEqual(['G'])
    expect(problems.map(({ message }) => message)).toEqual([
      '“submissions.zip” holds the path "../../etc/passwd", which leads outside; it was passed over.',
      expect.stringContaining('which leads outside; it was passed over'),
    ])
  })

  it('of another assignment do not count, and the one receipt under two names is remarked', async () => {
    const other = { ...receiptOf('Otto', 'x'), assignment: { sha256: 'a'.repeat(64), title: 'Week 4' } }
    const all = await found(
      handed({
        'x/otto.zip': writeReceipt(other),
        'x/one/receipt.zip': zipped('One', 'same'),
        'x/two/receipt.zip': zipped('Two', 'same'),
        'x/three/receipt.zip': zipped('Three', 'three'),
        'x/three/receipt (2).zip': zipped('Three', 'three'),
      }),
    )
    const remarks = Object.fromEntries(all.students.map(({ name, remarks }) => [name, remarks]))
    expect(remarks.Otto).toEqual(['It is of another assignment, “Week 4”, and not of “Week 3: attention”. (x/otto.zip) It does not count.'])
    expect(all.students.find(({ name }) => name === 'Otto')!.records).toEqual([])
    expect(remarks.One).toEqual(['To the second the same attempts as “Two”.'])
    expect(remarks.Three).toEqual(['The same receipt is there twice (x/three/receipt (2).zip).'])
  })
})
