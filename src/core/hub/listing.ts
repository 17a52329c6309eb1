/** The files of a model on the hub, as its API lists them. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { ask, type Fetch } from './answers.ts'
import { listingUrl, type RepoName } from './repo.ts'

export interface HubFile {
  name: string
  /** bytes */
  size: number
  /** changes with the content: the SHA-256 of a large file, git's hash of a small one */
  identity: string
  /** hexadecimal; null where the hub does not say */
  sha256: string | null
}

export interface Listing {
  repo: string
  /** that was asked for: a branch, a tag or a commit */
  revision: string
  /** the commit that all files are of */
  commit: string
  files: HubFile[]
}

const size = v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative'))
const hash = v.pipe(v.string('must be a text'), v.regex(/^[0-9a-f]{8,64}$/, 'must be a hash'))
const Answer = v.object(
  {
    sha: hash,
    siblings: v.pipe(
      v.array(
        v.object({
          rfilename: v.pipe(v.string('must be a text'), v.maxLength(512, 'is too long')),
          size: v.optional(size),
          blobId: v.optional(hash),
          lfs: v.nullish(v.object({ sha256: v.optional(hash), size: v.optional(size) })),
        }),
        'must be a list',
      ),
      v.maxLength(10_000, 'has too many files'),
    ),
  },
  'must be an object',
)

/** @throws CourseError 'not-found', 'offline', or 'bad-checkpoint' for an answer that is none of the hub's */
export async function fetchListing(fetch: Fetch, base: string, name: RepoName, signal?: AbortSignal): Promise<Listing> {
  const response = await ask(
    fetch,
    listingUrl(base, name),
    `model "${name.repo}"${name.revision === 'main' ? '' : ` at "${name.revision}"`}`,
    { signal },
  )
  return readListing(await response.text(), name)
}

/** Only files at the top: what is in folders below are copies for other programs. */
export function readListing(json: string, { repo, revision }: RepoName): Listing {
  const { sha, siblings } = parseJsonAs(Answer, json, { name: "The hub's answer", maxDepth: 32, maxBytes: 8 * 2 ** 20, anyKeys: true })
  const files = siblings.flatMap(({ rfilename: name, size, blobId, lfs }): HubFile[] => {
    const bytes = lfs?.size ?? size
    if (bytes === undefined || !/^[\w][\w.-]*$/.test(name)) return []
    const sha256 = lfs?.sha256?.length === 64 ? lfs.sha256 : null
    return [{ name, size: bytes, identity: sha256 ?? blobId ?? sha, sha256 }]
  })
  if (files.length === 0) throw new CourseError('bad-checkpoint', `The hub lists no files for "${repo}".`, 'Choose another model.')
  return { repo, revision, commit: sha, files }
}
