/** CSV files as people have them: each is read as a person would, or refused in one sentence. */
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'

describe('a CSV of texts and labels', () => {
  const wanted = [
    { text: 'Good, very good', label: 'yes' },
    { text: 'Two\nlines and a "quote"', label: 'no' },
  ]

  it.each([
    ['commas, quotes and newlines', 'text,label\n"Good, very good",yes\n"Two\nlines and a ""quote""",no\n'],
    ['a byte order mark', '\ufefftext,label\n"Good, very good",yes\n"Two\nlines and a ""quote""",no'],
    ['semicolons, and the label first', 'label;review\nyes;Good, very good\nno;"Two\nlines and a ""quote"""\n'],
    ['tabs, lines of Windows, and an empty one', 'Text\tSentiment\r\nGood, very good\tyes\r\n\r\n"Two\nlines and a ""quote"""\tno\r\n'],
    ['more columns than two, named', 'id,text,label\n1,"Good, very good",yes\n2,"Two\nlines and a ""quote""",no\n'],
  ])('with %s', (_, file) => expect(readCsv(file)).toEqual(wanted))

  it('without names: the column with fewer values has the labels, also where they are numbers', () => {
    const rows = ['fine', 'bad', 'well', 'worse'].map((text, i) => `${i % 2},${text}`)
    expect(readCsv(rows.join('\n'))[1]).toEqual({ text: 'bad', label: '1' })
    expect(readCsv(rows.map((row) => row.split(',').reverse().join(',')).join('\n'))[1]).toEqual({ text: 'bad', label: '1' })
  })

  it('takes names that it does not know for names, not for a label of their own', () => {
    const rows = ['Satz;Note', 'gut;1', 'schlecht, sehr schlecht;2', 'prima;1', 'mies;2']
    expect(readCsv(rows.join('\n'))).toHaveLength(4)
    expect(readCsv(rows.slice(1).join('\n'))).toHaveLength(4)
    // A label that one row alone has is no name where others are alone too.
    expect(readCsv('a,1\nb,2\nc,2\nd,3\n')).toHaveLength(4)
  })

  it('reads more rows than a call may have arguments', () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `text number ${i},${i % 2}`)
    expect(readCsv(rows.join('\n'))).toHaveLength(300_000)
  })

  it.each([
    ['', 'The file is empty: it has no rows.'],
    ['one\ntwo\n', 'There is one column only'],
    ['a,b,c\nd,e,f\n', 'There are 3 columns, and which has the texts cannot be told'],
    ['text,label\n"never closed,a\nfine,b\n', 'is never closed'],
    ['text,label\nfine,a\n\nbad\n', 'Row 4 has no label: give it one, or take the row out.'],
    ['text,label\nfine,a\n" ",b\n', 'Row 3 has no text'],
    ['text,label\ncaf\ufffd,a\n', 'not in UTF-8'],
  ])('says what is wrong in a sentence: %j', (file, says) => expect(() => readCsv(file)).toThrow(says))
})
