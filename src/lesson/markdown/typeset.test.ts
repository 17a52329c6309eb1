/** Formulas that stand side by side are set as pieces that a narrow column can put below each other. */
import { expect, it } from 'vitest'
import { apart, typeset } from './typeset.ts'

it('is parted at wide spaces that stand by themselves', () => {
  expect(apart('a = \\frac{b \\qquad c}{d} \\qquad e = \\left( f \\qquad g \\right)')).toEqual([
    'a = \\frac{b \\qquad c}{d}',
    'e = \\left( f \\qquad g \\right)',
  ])
  expect(apart('\\begin{aligned} a \\qquad b \\end{aligned}')).toHaveLength(1)
  expect(apart('x \\leftarrow y \\qquad \\{z\\}')).toEqual(['x \\leftarrow y', '\\{z\\}'])
})

it('is set piece by piece in a display, and whole within a line', () => {
  expect(typeset('a \\qquad b', true).match(/class="katex-display"/g)).toHaveLength(2)
  expect(typeset('a \\qquad b', false)).not.toContain('side-by-side')
})
