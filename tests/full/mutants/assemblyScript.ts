/** Faults planted in the AssemblyScript kernels, each with the cases that should see it. */
import type { Mutant } from './mutant.ts'

const op = (name: string) => `ops/${name}/kernel.as.ts`
const MATH = 'runtime/wasm/math.as.ts'
const MATMUL = 'ops/linear/matmul.as.ts'

export const assemblyScriptMutants: readonly Mutant[] = [
  { fault: 'dropout is not scaled up', cases: /^dropout 777/, file: MATH, find: /\? 0\.0 : 1\.0 \/ \(1\.0 - p\)/, put: '? 0.0 : 1.0' },
  { fault: 'the exponential takes a rounded ln 2 for ln 2', cases: /^crossEntropy \[71,67\]/, file: MATH, find: /madd\(n, e\(5\), madd\(n, e\(4\), x\)\)/, put: 'madd(n, e(4), x)' },
  { fault: "GELU's slope without the 3 of x³", cases: /^activationBackward GELU/, file: 'ops/linear/gelu.as.ts', find: /0\.2140644488/, put: '0.0713548163' },
  { fault: 'AdamW: β₂ in the place of β₁', cases: /^adamW 1 × 3/, file: op('adamw'), find: /madd\(f32x4\.splat\(beta1\)/, put: 'madd(f32x4.splat(beta2)' },
  { fault: 'AdamW never clips', cases: /^adamW 1 × 3/, file: op('adamw'), find: /clip > 0 \?/, put: 'clip < 0 ?' },
  { fault: 'activations: the first number after whole fours is left out', cases: /^activation GELU of 777/, file: op('activation'), find: /for \(let i = n4; i < n; i\+\+\)/, put: 'for (let i = n4 + 1; i < n; i++)' },
  { fault: 'cross-entropy: no largest logit is subtracted', cases: /^crossEntropy \[71,67\]/, file: op('cross-entropy'), find: /let top = maxLanes\(top4\)/, put: 'let top: f32 = 0' },
  { fault: 'cross-entropy: the gradient of the wrong token', cases: /^crossEntropy \[3,5\] and/, file: op('cross-entropy'), find: /store<f32>\(d \+ target, load<f32>\(d \+ target\) - weight\)/, put: 'store<f32>(d, load<f32>(d) - weight)' },
  { fault: 'LayerNorm: another ε', cases: /^norm LayerNorm \[3,5\]/, file: op('norm'), find: /<f32>C \+ eps/, put: '<f32>C + 1000 * eps' },
  { fault: 'LayerNorm: the variance of whole fours alone', cases: /^addLayerNorm \[3,5\]/, file: op('add-layer-norm'), find: /variance \+= d \* d/, put: 'variance += 0' },
  { fault: "LayerNorm's gradient is not centred", cases: /^addLayerNormBackward \[3,5\]/, file: op('add-layer-norm'), find: /- meanG - xhat/, put: '- xhat' },
  { fault: 'embedding: the position after', cases: /^embedding \[1,5,3\]/, file: op('embedding'), find: /start \+ row % time/, put: 'start + (row + 1) % time' },
  { fault: 'embedding gradient: accumulate is ignored', cases: /^embeddingBackward \[1,5,3\].*accumulate 1/, file: op('embedding'), find: /if \(!accumulate\) /, put: '' },
  { fault: 'rotary positions turn one half the wrong way', cases: /^rotary /, file: op('rotary'), find: /a \* c - b \* s/, put: 'a * c + b * s' },
  { fault: 'attention: one token of the future is seen', cases: /^attention \[1,3,1×5\]/, file: op('attention'), find: /causal \? i0 \+ r \+ 1 : T/g, put: 'causal ? min(i0 + r + 2, T) : T' },
  { fault: 'attention: no largest score is subtracted', cases: /^attention \[1,9,2×5\]/, file: op('attention'), find: /top \*= scale/, put: 'top = 0' },
  { fault: 'attention gradient without rowsum(dO∘O)', cases: /^attentionBackward \[2,37,3×7\]/, file: op('attention'), find: /f32x4\.sub\(v128\.load\(dS \+ at\), f32x4\.splat\(delta\)\)/, put: 'v128.load(dS + at)' },
  { fault: 'attention gradient: a block of queries replaces what those before it gave dK', cases: /^attentionBackward \[1,70,2×36\]/, file: op('attention'), find: /matmul\(dk, (.*), true\)/, put: 'matmul(dk, $1, false)' },
  { fault: 'attention gradient: the future of a block is not filled with zeros', cases: /^attentionBackward \[1,70,2×36\]/, file: op('attention'), find: /memory\.fill\(dS .*/, put: '' },
  { fault: 'attention gradient: dO·vᵀ is not masked', cases: /^attentionBackward \[2,37,3×7\], dropout 0.3/, file: op('attention'), find: /load<f32>\(dS \+ at\) \* mask - delta/, put: 'load<f32>(dS + at) - delta' },
  { fault: 'decoding: a token of a prompt sees those after it', cases: /^attentionDecode 2×36/, file: op('attention-decode'), find: /const count = position \+ t \+ 1/, put: 'const count = position + T' },
  { fault: 'decoding: values are kept as keys', cases: /^attentionDecode 1×5/, file: op('attention-decode'), find: /memory\.copy\(keys \+ row, token \+ bytes/, put: 'memory.copy(keys + row, token + 2 * bytes' },
  { fault: 'decoding: the columns after whole sixteens are not divided by their sum', cases: /^attentionDecode 2×36/, file: op('attention-decode'), find: /sum \* share/, put: 'sum' },
  { fault: 'linear layer of one row: a second part of K is lost', cases: /^linear \[1,300\] to 1030$/, file: 'ops/linear/vector.as.ts', find: /if \(k0 > 0\) addTo\(.*/, put: '' },
  { fault: 'linear layer of one row: the second strip of columns repeats the first', cases: /^linear \[1,300\] to 1030$/, file: 'ops/linear/vector.as.ts', find: /k0 \* stride \+ \(<usize>n << 2\)/, put: 'k0 * stride' },
  { fault: 'packed matrix, few rows: the last row of the last column is the one before', cases: /^linearQuantized \[7,301\] to 37/, file: op('linear-quantized'), find: /last \? spare : spare \+ 8/, put: 'spare' },
  { fault: 'packed matrix, few rows: the numbers after whole sixteens take the first scale', cases: /^linearQuantized \[7,301\] to 37, 4/, file: 'ops/linear-quantized/unpack.as.ts', find: /r11 \+= z \* q \* load<f32>\(s1\)/, put: 'r11 += z * q * load<f32>(s0)' },
  { fault: 'linear layer without its bias', cases: /^linear \[7,5\] to 3, bias/, file: op('linear'), find: /value \+= load<f32>\(offset \+ here\)/, put: 'value += 0' },
  { fault: 'matrix product: B as if it were not transposed', cases: /^linear \[7,5\] to 3, transposed/, file: MATMUL, find: /if \(trans\) transposeInto/, put: 'if (!trans) transposeInto' },
  { fault: 'matrix product: a second part of K replaces the first', cases: /^linearBackwardWeight \[530,20\]/, file: MATMUL, find: /accumulate \|\| k0 > 0/, put: 'accumulate' },
  { fault: 'matrix product: a second block of turned rows is the first', cases: /^linearBackwardWeight \[197,76\] to 100, transposed/, file: MATMUL, find: /\(k0 \* lda \+ m0\)/, put: '(k0 * lda)' },
  { fault: 'matrix product: edges replace what they should add to', cases: /^linearBackwardWeight \[7,5\] to 3, bias, accumulate/, file: MATMUL, find: /add \? load<f32>\(target\) \+ value : value/, put: 'value' },
]
