/** Names of models on the Hugging Face hub, and the addresses of their files. */
import { CourseError } from '../errors.ts'

export const HUB = 'https://huggingface.co'

/** `openai-community/openai-gpt`, at its newest revision or another. */
export interface RepoName {
  /** "openai-community/openai-gpt", or "gpt2" as the oldest are called */
  repo: string
  /** a branch, a tag or a commit */
  revision: string
}

/**
 * What a learner types or pastes: a name, a name@revision, or the address of the model's page.
 * @throws CourseError 'bad-argument'
 */
export function parseRepo(text: string): RepoName {
  const plain = text
    .trim()
    .replace(/^hub:/, '')
    .replace(/^https?:\/\/(www\.)?huggingface\.co\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
  const [path = '', asked] = plain.split('@')
  const [, repo = path, inPath] = /^([^/]+\/[^/]+)\/(?:tree|resolve|blob)\/([^/]+)/.exec(path) ?? []
  const revision = asked ?? inPath ?? 'main'
  const part = /^[\w][\w.-]{0,95}$/
  const parts = repo.split('/')
  if (parts.length > 2 || !parts.every((one) => part.test(one) && !one.includes('..')) || !part.test(revision)) {
    throw new CourseError(
      'bad-argument',
      `"${text.trim().slice(0, 80)}" is no name of a model on the hub.`,
      'Give OWNER/NAME, as in openai-community/openai-gpt.',
    )
  }
  return { repo, revision }
}

/** The list of a model's files, with their sizes. */
export const listingUrl = (base: string, { repo, revision }: RepoName): string =>
  `${base}/api/models/${repo}/revision/${encodeURIComponent(revision)}?blobs=true`

/** @param commit so that all files are of one moment */
export const fileUrl = (base: string, repo: string, commit: string, name: string): string =>
  `${base}/${repo}/resolve/${commit}/${name.split('/').map(encodeURIComponent).join('/')}`

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Where to ask: the hub, or a hub on this very machine where the page itself is served from it (a mirror in a test). No address that a
 * link carries can make the page of a real host ask anywhere else.
 * @param page the address that the course is served from
 * @throws CourseError 'bad-argument'
 */
export function allowedBase(asked: string | undefined, page: URL): string {
  if (asked === undefined || asked === '' || asked === HUB) return HUB
  const url = URL.canParse(asked) ? new URL(asked) : null
  if (url && LOOPBACK.test(url.hostname) && LOOPBACK.test(page.hostname) && /^https?:$/.test(url.protocol)) return url.origin
  throw new CourseError(
    'bad-argument',
    `Models are not loaded from ${asked.slice(0, 80)}.`,
    `Leave "hub" out of the page's address; models then come from ${HUB}.`,
  )
}
