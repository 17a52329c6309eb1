/** A job that is not kept, from its start to its end. */
import type { CoreApi, JobEnding, JobNews, JobSpec, ModelSummary, NetEvent, NetResult, NetSpec, OfKind } from '../worker/protocol.ts'

/** @param onNews hears all but the end @throws PlainError where it could not begin */
export async function runToEnd(
  core: CoreApi,
  spec: JobSpec,
  onNews: (news: JobNews) => void,
): Promise<JobEnding & { jobId: string; model: ModelSummary | undefined }> {
  let end: (ending: JobEnding) => void = () => {}
  const ended = new Promise<JobEnding>((resolve) => {
    end = resolve
  })
  const { jobId, model } = await core.run(spec, (event) => (event.type === 'ended' ? end(event) : onNews(event)))
  return { ...(await ended), jobId, model }
}

/** Trains a small network with tfjs, on the core's device where that is a GPU, else on the CPU. @throws PlainError */
export async function trainNet<Spec extends NetSpec>(
  core: CoreApi,
  spec: Spec,
  onEvent: (event: OfKind<NetEvent, Spec>) => void = () => {},
): Promise<OfKind<NetResult, Spec>> {
  const { net, error } = await runToEnd(core, { kind: 'net', keep: false, net: spec }, (news) => {
    if (news.type === 'net') onEvent(news.net as OfKind<NetEvent, Spec>)
  })
  if (error || !net) throw error ?? { code: 'stopped', message: 'The network was stopped before it began.', hint: 'Start it again.' }
  return net as OfKind<NetResult, Spec>
}
