/** What the hub answers, turned into what a learner can act on. */
import { CourseError } from '../errors.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Plain requests: no cookies, nobody is told where from, and every answer is fresh. `Range` needs no preflight; other headers would. */
const PLAIN: RequestInit = { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'follow', cache: 'no-store' }

/**
 * Asks, and throws for whatever is no success.
 * @param what that is asked for, for messages: "gpt2", "model.safetensors of gpt2"
 * @throws CourseError 'offline', 'not-found', 'bad-argument' or 'stopped'
 */
export async function ask(
  fetch: Fetch,
  url: string,
  what: string,
  { range, signal }: { range?: string; signal?: AbortSignal | undefined } = {},
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { ...PLAIN, ...(range && { headers: { Range: range } }), ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw stopped()
    throw offline(`The hub could not be reached (${error instanceof Error ? error.message : error}).`)
  }
  if (response.ok || response.status === 416) return response
  await response.body?.cancel().catch(() => {})
  throw refusal(response, what)
}

/** 416: nothing lies at the range that was asked for. The caller knows what that means. */
function refusal({ status, headers }: Response, what: string): CourseError {
  const code = headers.get('X-Error-Code')
  if (status === 404 || code === 'RepoNotFound' || code === 'EntryNotFound' || code === 'RevisionNotFound') {
    return new CourseError(
      'not-found',
      `The hub has no ${what} (HTTP ${status}).`,
      'Check the name: OWNER/NAME, as on the page of the model.',
    )
  }
  if (status === 401 || status === 403) {
    return new CourseError(
      'not-found',
      code === 'GatedRepo'
        ? `${what} is gated: its owner gives it only to those who have agreed to something (HTTP ${status}).`
        : `The hub gives out no public ${what}: there is none, or it is private or gated (HTTP ${status}).`,
      'Check the name. Nothing is ever sent with a login here; download such a model yourself and import its folder.',
    )
  }
  if (status === 429) return offline('The hub has had too many questions from this network (HTTP 429).')
  return offline(`The hub answered with HTTP ${status} for ${what}.`)
}

export const offline = (message: string): CourseError =>
  new CourseError('offline', message, 'Check the connection, wait a little and try again; what has arrived is kept.')

export const stopped = (): CourseError =>
  new CourseError('stopped', 'The download was stopped.', 'What has arrived is kept, and the next download goes on from there.')
