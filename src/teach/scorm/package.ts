/** A zip for a learning platform: the whole course as it was built, opened on one assignment, with the manifest of SCORM 1.2. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { manifestOf } from './manifest.ts'
import { checksum } from './values.ts'

export interface Package {
  title: string
  /** the assignment, as it stands in an address */
  code: string
  /** the assignment as JSON for a page (`toPageJson`), where its texts are too long for the code; null: all is in the code */
  whole?: string | null
  /** the course's page as it is opened without a hash, for packages */
  page: string
  /** names of all other files */
  files: readonly string[]
  read(file: string): Promise<Uint8Array>
  /** hears how many files are in it */
  onProgress?: (packed: number) => void
}

const PAGE = 'index.html'
const MANIFEST = 'imsmanifest.xml'
/** These are compressed already, or hold weights, which do not compress. */
const DENSE = /\.(woff2?|png|jpe?g|bin|safetensors|gz)$/

/**
 * The bytes of the zip. Files come one after the other, with a pause after each, so that the page stays alive.
 * @throws what `read` throws
 */
export async function makePackage({ title, code, whole = null, page, files, read, onProgress }: Package): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const add = (name: string, data: Uint8Array): void => {
    const entry = DENSE.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    entry.push(data, true)
  }
  const others = files.filter((name) => name !== PAGE && name !== MANIFEST)
  const write = (text: string): Uint8Array => new TextEncoder().encode(text)
  add(MANIFEST, write(manifestOf({ title, identifier: `pathway-to-gpt-${checksum(code)}`, page: PAGE, files: [PAGE, ...others] })))
  add(PAGE, write(opened(page, code, whole)))
  for (const [i, name] of others.entries()) {
    add(name, await read(name))
    onProgress?.(i + 1)
  }
  zip.end()
  return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}

/** The page with the assignment in its head, where `packedCode` and `packedFile` find it. The browser runs no script of this type. */
function opened(page: string, code: string, whole: string | null): string {
  if (!/^[\w-]+$/.test(code)) throw new RangeError('an assignment’s code has letters, digits, "-" and "_" only')
  if (whole?.includes('<')) throw new RangeError('the assignment’s JSON would end its element')
  const texts = whole === null ? '' : `\n    <script type="application/json" id="assignment-file">${whole}</script>`
  const head = page.replace(/<head>/, (tag) => `${tag}\n    <meta name="assignment" content="${code}">${texts}`)
  if (head === page) throw new RangeError('the course’s page has no head')
  return head
}
