/**
 * Writes the golden files of the teaching protocol's newest versions: `node --import tsx tests/golden/teach/make.ts`. One that is there
 * stays: files of every version were handed out, and must be read for ever. A new version gets new files.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { toZip } from '../../../src/teach/assignment/file.ts'
import { toLink } from '../../../src/teach/assignment/link.ts'
import { writeReceipt } from '../../../src/teach/receipt/write.ts'
import { everything, handedInWithGuesses, modelFiles } from '../../../src/teach/testing/examples.ts'

const write = (name: string, data: string | Uint8Array): void => {
  const path = new URL(name, import.meta.url)
  if (!existsSync(path)) writeFileSync(path, data)
}

write('assignment-2.link', `${toLink(everything).code}\n`)
write('assignment-2.zip', toZip(everything))
write('receipt-2.zip', writeReceipt(handedInWithGuesses, modelFiles))
