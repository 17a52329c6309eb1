/** How accesses of half-precision arrays are rewritten. What the kernels become of it is tests/contract/half.test.ts's. */
import { expect, it } from 'vitest'
import { throughHalf } from './half.wgsl.ts'

const halves = new Map([
  ['x', 'f32'],
  ['y', 'vec4f'],
  ['sum', 'f32'],
] as const)

it.each([
  ['let a = x[i];', 'let a = f32(x[i]);'],
  ['let a = y[i / 4u + (c)].x * 2.0;', 'let a = vec4f(y[i / 4u + (c)]).x * 2.0;'],
  ['y[i] = a + x[at[j]];', 'y[i] = vec4h(a + f32(x[at[j]]));'],
  ['x[i] += v;', 'x[i] = f16(f32(x[i]) + (v));'],
  ['y[i] -= y[i + 1u];', 'y[i] = vec4h(vec4f(y[i]) - (vec4f(y[i + 1u])));'],
  ['y[i].z = v;', 'y[i].z = f16(v);'],
  ['y[i][j] *= w;', 'y[i][j] = f16(f32(y[i][j]) * (w));'],
  ['if (x[i] == y[j].w) { x[i]=0.0; }', 'if (f32(x[i]) == vec4f(y[j]).w) { x[i] = f16(0.0); }'],
  ['if (x[i] <= 1.0 && x[i] != 0.0) {}', 'if (f32(x[i]) <= 1.0 && f32(x[i]) != 0.0) {}'],
  ['for (; i < 3u; x[i] = f(a, b)) {}', 'for (; i < 3u; x[i] = f16(f(a, b))) {}'],
  ['x[u32(x[i])] = x[i];', 'x[u32(f32(x[i]))] = f16(f32(x[i]));'],
  ['sum[at] = x [i];', 'sum[at] = f16(f32(x[i]));'],
  ['x0[i] = ax[i] + p.x[i] + x_tile[i] + row_sum[i];', 'x0[i] = ax[i] + p.x[i] + x_tile[i] + row_sum[i];'],
  ['let sum = z; // x[i] of old\nx[sum] = 1.0;', 'let sum = z; \nx[sum] = f16(1.0);'],
])('%s', (written, expected) => {
  expect(throughHalf(written, halves)).toBe(expected)
  expect(throughHalf(written, new Map())).toBe(written)
})

it('refuses what it cannot convert', () => {
  expect(() => throughHalf('f(&x);', halves)).toThrow('address of "x"')
  expect(() => throughHalf('x[i', halves)).toThrow('never closed')
})
