/** What the core says of the model that is open, or of the shipped one where no learner's code could be GPT-1's. */
import { isGpt1 } from '../core/config/variant.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../worker/protocol.ts'
import type { Exercise, Known, Numbers } from './exercise.ts'

/** A plain JavaScript loop goes through so many weights in a second or two, forwards and back. */
const MOST_PARAMETERS = 2_000_000

/** Tokens that are read at most. */
export const MOST_TOKENS = 16

const fits = ({ config, parameters, kind }: ModelSummary): boolean =>
  isGpt1(config) && parameters <= MOST_PARAMETERS && kind !== 'adapter' && config.surgery === undefined

/** The model that is tested against, and why it is another than the open one; null where it is not. */
export async function testedModel(
  core: CoreApi,
  model: ModelSummary,
  handle: ModelHandle,
): Promise<{ model: ModelSummary; handle: ModelHandle; why: string | null }> {
  if (fits(model)) return { model, handle, why: null }
  const shipped = (await core.models()).find((each) => each.origin === 'shipped' && fits(each))
  if (!shipped) throw { code: 'not-found', message: 'There is no GPT-1 here to test against.', hint: 'Train one in the Lab.' }
  const why = isGpt1(model.config) ? 'is too large for plain loops' : 'is not built as GPT-1 is'
  return { model: shipped, handle: { id: shipped.id }, why: `${model.name} ${why}, so ${shipped.name} is tested against.` }
}

/** @throws PlainError as `core.probe` */
export async function knownOf(
  core: CoreApi,
  { model, handle }: { model: ModelSummary; handle: ModelHandle },
  text: string,
  exercise: Pick<Exercise, 'reads'>,
): Promise<Known> {
  const names = (await core.tensorNames(handle, text)).map(({ name }) => name)
  const parameters = names.filter((name) => names.includes(`grad/${name}`) && PARAMETER.test(name))
  const reads = [...exercise.reads(model.config)]
  const probe = await core.probe(handle, text, [...new Set(['ids', 'targets', 'losses', ...parameters, ...reads])])
  const read = new Map(probe.tensors.map(({ name, shape, data }) => [name, { shape, data: Float64Array.from(data) }]))
  const of = (name: string): Numbers => {
    const found = read.get(name)
    if (!found) throw new Error(`the tests read ${name}, which was not asked for`)
    return found
  }
  return {
    config: model.config,
    ids: [...of('ids').data],
    targets: [...of('targets').data],
    weights: Object.fromEntries(parameters.map((name) => [name, of(name)])),
    loss: probe.loss ?? Number.NaN,
    read: of,
  }
}

const PARAMETER = /\.(weight|bias)$/
