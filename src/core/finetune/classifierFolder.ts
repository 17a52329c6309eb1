/**
 * A fine-tuned model as a folder of files that Python's transformers loads: OpenAIGPTForSequenceClassification (or GPT2's), or for
 * multiple choice OpenAIGPTDoubleHeadsModel, whose head scores one answer at `mc_token_ids`. Of similarity that class gives the scores
 * of one order; the head has no bias, so the sum of both orders' scores is what is computed here.
 */
import * as v from 'valibot'
import { readHfConfig, writeHfConfig } from '../checkpoint/hfConfig.ts'
import type { ModelFolder } from '../checkpoint/hfFolder.ts'
import { toHfName } from '../checkpoint/hfNames.ts'
import { readSafetensors, type TensorData, writeSafetensors } from '../checkpoint/safetensors.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { expectParameters, flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { modelParameters } from '../model/model.ts'
import { type Form, FORMS } from './inputs.ts'
import { SCORE, taskLayout } from './grow.ts'
import type { TaskTokenizer } from './tokens.ts'
import { readTaskTokenizer, writeTaskTokenizer } from './tokenizerFiles.ts'

export interface ClassifierModel {
  /** with the special tokens */
  config: ModelConfig
  tokenizer: TaskTokenizer
  form: Form
  /** none of multiple choice: answers come with each example */
  labels: readonly string[]
  /** which end of a text stays where it must be cut */
  keep: 'start' | 'end'
  /** the flat weights [taskLayout(config, headRows).size] */
  weights: Float32Array
}

/** The head's tensor in transformers' double-headed class; its bias moves all answers alike, and is 0. */
const CHOICE_SCORE = 'multiple_choice_head.summary'

/** Rows of the head of a model that is read or written. */
export const headRows = ({ form, labels }: Pick<ClassifierModel, 'form' | 'labels'>): number => (form === 'choice' ? 1 : labels.length)

/** Equal models give equal bytes. */
export function writeClassifierFolder(model: ClassifierModel): ModelFolder {
  const { config, form, weights } = model
  const { [SCORE]: score, ...rest } = Object.fromEntries(unflatten(taskLayout(config, headRows(model)), weights))
  const tensors = expectParameters(new Map(Object.entries(rest)), config, 'The model')
  const folder = writeClassifierTexts(model)
  const head: [string, TensorData][] =
    form === 'choice'
      ? [
          [`${CHOICE_SCORE}.weight`, score!],
          [`${CHOICE_SCORE}.bias`, { shape: [1], data: new Float32Array(1) }],
        ]
      : [[SCORE, score!]]
  return folder.set(MODEL, writeSafetensors([...[...tensors].map(([name, tensor]) => [toHfName(name, config), tensor] as const), ...head]))
}

/** The files beside the weights. */
export function writeClassifierTexts(model: Omit<ClassifierModel, 'weights'>): ModelFolder {
  const files: Record<string, string> = {
    'config.json': writeConfig(model),
    ...writeTaskTokenizer(model.tokenizer, model.config.nCtx),
  }
  return new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]))
}

/**
 * That class takes the state at the last token which is not `pad_token_id`. What follows ⟨e⟩ is padded with delimiters: the last
 * other token is then ⟨e⟩, and older versions, which look for the first such token, find the right one in a single text too.
 */
function writeConfig({ config, tokenizer, form, labels, keep }: Omit<ClassifierModel, 'weights'>): string {
  const { architectures, ...rest } = JSON.parse(writeHfConfig(config)) as { architectures?: [string] }
  return `${JSON.stringify(
    {
      ...(architectures && {
        architectures: [architectures[0].replace('LMHeadModel', form === 'choice' ? 'DoubleHeadsModel' : 'ForSequenceClassification')],
      }),
      ...rest,
      ...(form === 'choice'
        ? CHOICE_CONFIG
        : {
            id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
            label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
            num_labels: labels.length,
            problem_type: 'single_label_classification',
          }),
      pad_token_id: tokenizer.special.delimiter,
      task_form: form,
      task_keep: keep,
    },
    null,
    2,
  )}\n`
}

/** A linear layer on the state at `mc_token_ids`, and nothing else. */
const CHOICE_CONFIG = {
  num_labels: 1,
  summary_type: 'cls_index',
  summary_use_proj: true,
  summary_proj_to_labels: true,
  summary_activation: null,
  summary_first_dropout: 0,
}

const ClassifierConfig = v.object({
  id2label: v.optional(v.record(v.string(), v.string('must be a text'), 'must be an object of labels: this is no classifier')),
  pad_token_id: v.number('must be a number'),
  task_form: v.picklist(FORMS, `must be one of ${FORMS.join(', ')}: this classifier was not written by this course`),
  task_keep: v.optional(v.picklist(['start', 'end'], 'must be "start" or "end"'), 'start'),
})

/** Does config.json say that the folder is a tuned model's, of this course's own kind? */
export const isClassifierConfig = (json: string): boolean => json.includes('"task_form"')

/** Reads what `writeClassifierFolder` writes. @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how */
export function readClassifierFolder(folder: ReadonlyMap<string, Uint8Array>): ClassifierModel {
  const model = readClassifierTexts(folder)
  return { ...model, weights: flatten(taskLayout(model.config, headRows(model)), tensorsOf(folder, model.config, model.form)) }
}

/** All of it but the weights. @throws as `readClassifierFolder` */
export function readClassifierTexts(folder: ReadonlyMap<string, Uint8Array>): Omit<ClassifierModel, 'weights'> {
  const json = text(folder, 'config.json')
  const config = readHfConfig(json)
  const {
    id2label = {},
    pad_token_id,
    task_form: form,
    task_keep: keep,
  } = parseJsonAs(ClassifierConfig, json, { name: 'config.json', maxBytes: 2 ** 20 })
  const labels = form === 'choice' ? [] : Object.keys(id2label).map((_, id) => id2label[id] ?? refuse(`config.json has no label ${id}`))
  if (form !== 'choice' && labels.length < 2) refuse(`config.json has ${labels.length} labels, but a classifier needs at least 2`)
  const tokenizer = readTaskTokenizer(text(folder, 'tokenizer.json'))
  if (tokenizer.size > config.nVocab) refuse(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${config.nVocab}`)
  if (pad_token_id !== tokenizer.special.delimiter)
    refuse(`config.json pads with token ${pad_token_id}, but the delimiter is ${tokenizer.special.delimiter}`)
  return { config, tokenizer, form, labels, keep }
}

/** By our names, the head among them. */
function tensorsOf(folder: ReadonlyMap<string, Uint8Array>, config: ModelConfig, form: Form): Tensors {
  const ours = new Map(modelParameters(config).map(({ name }) => [toHfName(name, config), name]))
  const all = new Map<string, TensorData>()
  for (const [key, tensor] of readSafetensors(file(folder, MODEL), MODEL).tensors) all.set(ours.get(key) ?? key, tensor)
  const name = form === 'choice' ? `${CHOICE_SCORE}.weight` : SCORE
  const score = all.get(name) ?? refuse(`${MODEL} has no "${name}"`)
  all.delete(name)
  all.delete(`${CHOICE_SCORE}.bias`)
  return expectParameters(all, config, MODEL).set(SCORE, score)
}

function file(folder: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  return folder.get(name) ?? refuse(`The classifier's folder has no ${name}`)
}

function text(folder: ReadonlyMap<string, Uint8Array>, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file(folder, name))
  } catch (error) {
    throw error instanceof CourseError ? error : refuse(`${name} is not UTF-8 text`)
  }
}

function refuse(what: string): never {
  throw new CourseError('bad-checkpoint', `${what}.`, 'Nothing was loaded; choose a folder that `finetune` wrote.')
}
