/** Adapters as PEFT keeps them: adapter_config.json and adapter_model.safetensors. */
import * as v from 'valibot'
import { damaged, type ModelFolder } from '../checkpoint/model.ts'
import { readSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts'
import type { Tensors } from '../checkpoint/tensors.ts'
import { type Format, formatOf } from '../checkpoint/hfNames.ts'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { adapterParameters, type LoraSettings, type Target, TARGETS, validateLora } from './lora.ts'

export const ADAPTER_CONFIG = 'adapter_config.json'
export const ADAPTER_WEIGHTS = 'adapter_model.safetensors'
const [CONFIG, WEIGHTS] = [ADAPTER_CONFIG, ADAPTER_WEIGHTS]
const PREFIX = 'base_model.model.transformer.'

/** Matrices are stored [in,out], which PEFT calls `fan_in_fan_out`. PEFT finds modules by the end of their names. */
export function writeAdapterFolder(adapters: Tensors, { rank, alpha, targets }: LoraSettings, model?: ModelConfig): ModelFolder {
  const config = {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    base_model_name_or_path: '',
    r: rank,
    lora_alpha: alpha,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: true,
    target_modules: targets,
    inference_mode: true,
  }
  return new Map([
    [CONFIG, new TextEncoder().encode(`${JSON.stringify(config, null, 2)}\n`)],
    [
      WEIGHTS,
      writeSafetensors(
        [...adapters].map(([name, tensor]) => [PREFIX + name, tensor]),
        { format: 'pt', ...(model && { base: formatOf(model) }) },
      ),
    ],
  ])
}

/** What PEFT writes where nothing was asked for; anything else changes what the adapters mean. */
const plain = v.optional(
  v.pipe(
    v.any(),
    v.check((value) => !value || (typeof value === 'object' && Object.keys(value).length === 0), 'is not supported'),
  ),
)

const AdapterConfig = v.object({
  peft_type: v.literal('LORA', 'must be "LORA"'),
  base_model_name_or_path: v.nullish(v.string('must be a text')),
  r: v.number('must be a number'),
  lora_alpha: v.number('must be a number'),
  bias: v.optional(v.literal('none', 'must be "none"')),
  target_modules: v.array(v.string('must hold names'), 'must be a list'),
  use_rslora: plain,
  use_dora: plain,
  rank_pattern: plain,
  alpha_pattern: plain,
  modules_to_save: plain,
  layers_to_transform: plain,
  lora_bias: plain,
})

/** PEFT names the model, and by its name one can often tell the kind. */
const baseOf = (name: string): Format | undefined =>
  /gpt-?2/i.test(name) ? 'gpt2' : /openai-gpt|gpt-?1/i.test(name) ? 'openai-gpt' : undefined

/** PEFT's names are ends of names: "c_proj" is both projections. */
function targetsOf(names: readonly string[]): Target[] {
  const meant = (name: string) => TARGETS.filter((target) => target === name || target.endsWith(`.${name}`))
  const stranger = names.find((name) => meant(name).length === 0)
  if (stranger !== undefined)
    throw damaged(`${CONFIG} adapts "${stranger.slice(0, 80)}", but adapters here belong to ${TARGETS.join(', ')}`)
  const all = new Set(names.flatMap(meant))
  return TARGETS.filter((target) => all.has(target))
}

/** @throws CourseError where the adapters are not exactly those of that model and those settings */
export function readAdapterFolder(
  folder: ReadonlyMap<string, Uint8Array>,
  config: ModelConfig,
): { adapters: Tensors; settings: LoraSettings } {
  const [json, weights] = [folder.get(CONFIG), folder.get(WEIGHTS)]
  if (!json || !weights) throw damaged(`An adapter is ${CONFIG} and ${WEIGHTS}, but ${json ? WEIGHTS : CONFIG} is not there`)
  const file = parseJsonAs(AdapterConfig, new TextDecoder().decode(json), { name: CONFIG, maxBytes: 2 ** 20 })
  const settings = { rank: file.r, alpha: file.lora_alpha, targets: targetsOf(file.target_modules) }
  validateLora(config, settings)
  const { tensors, metadata } = readSafetensors(weights, WEIGHTS)
  const base = metadata.base ?? baseOf(file.base_model_name_or_path ?? '')
  if (base !== undefined && base !== formatOf(config))
    throw new CourseError(
      'bad-argument',
      `These adapters belong to a model of the kind ${base}, but this one is of the kind ${formatOf(config)}: the same sizes do not make them fit.`,
      'Give the model that they were trained on.',
    )
  const adapters = new Map(
    adapterParameters(config, settings).map(({ name, shape }) => {
      const tensor = tensors.get(PREFIX + name)
      if (!tensor || String(tensor.shape) !== String(shape))
        throw damaged(
          `${WEIGHTS} has "${name}" as ${tensor ? `[${tensor.shape}]` : 'nothing'}, but ${CONFIG} and the model make it [${shape}]`,
        )
      tensors.delete(PREFIX + name)
      return [name, { shape, data: tensor.data }]
    }),
  )
  if (tensors.size > 0) throw damaged(`${WEIGHTS} has ${tensors.size} tensors that ${CONFIG} knows nothing of`)
  return { adapters, settings }
}
