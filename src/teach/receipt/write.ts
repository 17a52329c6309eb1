/** Writes a receipt: one zip, the same bytes for the same content. */
import * as v from 'valibot'
import { zipOf } from '../anyZip.ts'
import { hashOf } from '../canonical.ts'
import { TeachError } from '../teachError.ts'
import { checksumsOf } from './checksums.ts'
import { FORMAT, modelFolder, RECEIPT_JSON, type ReceiptInput, receiptSchema, VERSION } from './receipt.ts'

/**
 * @param models by the item's key: the files of the best attempt's model, as its export writes them
 * @throws TeachError 'bad-receipt' where something in it cannot be read back
 */
export function writeReceipt(
  input: ReceiptInput,
  models: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> = new Map(),
): Uint8Array<ArrayBuffer> {
  const checked = v.safeParse(receiptSchema, input, { abortEarly: true })
  if (!checked.success) {
    const [issue] = checked.issues
    throw new TeachError(
      'bad-receipt',
      `The receipt was not written: ${v.getDotPath(issue)} does not fit (${issue.message}).`,
      'What you did is still here. Reload the page and hand in again.',
    )
  }
  const files = new Map<string, Uint8Array>()
  for (const [item, folder] of models) for (const [name, data] of folder) files.set(`${modelFolder(item)}${name}`, data)
  const receipt = checked.output
  const checksums = checksumsOf(receipt, Object.fromEntries([...files].map(([path, data]) => [path, hashOf(data)])))
  const json = `${JSON.stringify({ format: FORMAT, version: VERSION, receipt, checksums }, null, 1)}\n`
  return zipOf(new Map([[RECEIPT_JSON, new TextEncoder().encode(json)], ...files]))
}
