/** Models that are none of ours, said to be what they are: by their class and type in config.json, before anything else is read. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'

const Named = v.looseObject(
  {
    architectures: v.nullish(v.array(v.string('must be a text'), 'must be a list')),
    model_type: v.optional(v.string('must be a text')),
    quantization_config: v.nullish(v.looseObject({ quant_method: v.optional(v.string('must be a text')) }, 'must be an object')),
  },
  'must be an object',
)

/** GPT-1's and GPT-2's classes that predict no next token. */
const HEADS: Record<string, string> = {
  ForSequenceClassification: 'labels, one for a whole text,',
  ForTokenClassification: 'labels, one for every token,',
  ForQuestionAnswering: 'the place of an answer in a text',
  DoubleHeadsModel: 'labels, the better of several texts,',
}

const DECODER = 'predicts the next token like GPT-1, but is built of other parts'
const ENCODER = 'reads a text in both directions and fills in gaps: it predicts no next token'
const BOTH = 'has an encoder beside its decoder, which GPT-1 has not'

/** What tells each family from GPT-1 and GPT-2, by `model_type`. */
const FAMILIES: readonly [type: RegExp, why: string][] = [
  [
    /^(llama|mistral|qwen|gemma|phi|olmo|stablelm|cohere|smollm|granite|deepseek|internlm|starcoder2|mixtral|exaone)/,
    `${DECODER}: rotary positions, RMSNorm, a gated feed-forward layer and linear layers without biases`,
  ],
  [/^gpt_neox|^pythia/, `${DECODER}: rotary positions, and attention beside the feed-forward layer instead of before it`],
  [/^gptj|^codegen/, `${DECODER}: rotary positions, and attention beside the feed-forward layer instead of before it`],
  [/^gpt_neo$/, `${DECODER}: every other layer attends to a window only, and scores are not divided by √d`],
  [/^gpt_bigcode/, `${DECODER}: one head of keys and values for all queries`],
  [/^opt$/, `${DECODER}: ReLU, and positions that begin at 2`],
  [/^(bloom|mpt|falcon)/, `${DECODER}: positions as slopes on the scores (ALiBi) or rotary`],
  [/^(mamba|rwkv|retnet|recurrent_gemma|jamba)/, 'carries a state from token to token where GPT-1 has attention'],
  [/^(bert|roberta|distilbert|albert|electra|deberta|xlm|camembert|mpnet|modernbert|longformer|big_bird|funnel)/, ENCODER],
  [/^(t5|mt5|bart|mbart|marian|pegasus|led|m2m|nllb|longt5|umt5|encoder-decoder|prophetnet|blenderbot)/, BOTH],
  [/^(whisper|wav2vec|hubert|speech)/, 'works on sound'],
  [/^(vit|clip|deit|swin|resnet|convnext|sam|detr|siglip|dino|beit)/, 'works on pictures'],
]

const HINT = 'Choose a GPT-1 ("openai-gpt") or GPT-2 ("gpt2") language model, or one that this course saved.'

/**
 * @throws CourseError 'bad-checkpoint' for a class that answers with something else than a next token, for another family of models,
 * and for weights that a quantizing library has packed
 */
export function refuseOtherModels(json: string): void {
  const file = parseJsonAs(Named, json, { name: 'config.json', maxBytes: 2 ** 20 })
  const architecture = file.architectures?.[0] ?? ''
  const type = file.model_type
  const [, ours, head = ''] = /^(OpenAIGPT|GPT2)([A-Z]\w*)$/.exec(architecture) ?? []
  if (ours !== undefined && (type === undefined || /^(openai-gpt|gpt2|pathway-gpt)$/.test(type))) {
    const answer = HEADS[head] ?? (/^For[A-Z]/.test(head) ? 'something else' : null)
    if (answer !== null) {
      refuse(
        `The model of this folder is of the class ${name(architecture)}, which answers with ${answer} and predicts no next token, so it cannot be loaded as a language model`,
        'Load the language model that it was fine-tuned from.',
      )
    }
  } else {
    const family = FAMILIES.find(([pattern]) => type !== undefined && pattern.test(type))
    const what = [architecture && `of the class ${name(architecture)}`, type !== undefined && `of the type "${name(type)}"`].filter(Boolean)
    if (family) refuse(`The model of this folder is ${what.join(', ')}: it ${family[1]}`, HINT)
    if (architecture !== '' && (type === undefined || !/^(openai-gpt|gpt2|pathway-gpt)/.test(type)))
      refuse(`The model of this folder is ${what.join(', ')}, and only GPT-1's and GPT-2's classes are read`, HINT)
  }
  if (file.quantization_config) {
    refuse(
      `The weights of this folder are quantized${file.quantization_config.quant_method ? ` (${name(file.quantization_config.quant_method)})` : ''}: config.json has a quantization_config, and only weights in F32, F16, BF16 or F64 are read`,
      'Choose the copy that it was made from; quantize makes it small here.',
    )
  }
}

const name = (text: string): string => text.slice(0, 60)

function refuse(what: string, hint: string): never {
  throw new CourseError('bad-checkpoint', `${what}.`, `${hint} Nothing was loaded.`)
}
