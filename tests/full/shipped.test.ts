/** The first model is worth opening with: it beats what counting makes of all that it read, on the whole held-out tenth. */
import { expect, it } from 'vitest'
import { heldOutLoss } from '../../src/cli/measured.ts'
import { readModel } from '../../src/cli/folder.ts'
import { findShipped, shippedFolder } from '../../src/cli/shipped.ts'
import { prepareCorpus } from '../../src/core/data/corpus.ts'
import { Ngrams, ngramLossesOver } from '../../src/core/data/ngrams.ts'
import { readBundledText, readEarlierAddresses } from '../../src/core/data/node.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'

/** bits per character */
const MARGIN = 0.1

it('the first model beats the best n-gram of its text by a tenth of a bit', { timeout: 600_000 }, async () => {
  const entry = findShipped('first')
  const { config, tokenizer, weights } = readModel(shippedFolder('first'))
  const corpus = prepareCorpus(readBundledText(entry.text), tokenizer, `${readEarlierAddresses(entry.addressesFrom!)}\n`)
  const runtime = await openWasm({ threads: 0 })
  const ours = (await heldOutLoss(runtime, config, weights, corpus.validation)) / Math.LN2
  runtime.destroy()
  const orders = ngramLossesOver(new Ngrams(corpus.train, tokenizer.size, 7), corpus.validation).map((loss) => loss / Math.LN2)
  console.log(`bits per character: ours ${ours.toFixed(3)}; n-grams of order 1 to 8: ${orders.map((bits) => bits.toFixed(3)).join(', ')}`)
  expect(ours).toBeLessThan(Math.min(...orders) - MARGIN)
})
