/** A fine-tuned model as a folder of files: what Python's OpenAIGPTForSequenceClassification (or GPT2's) loads. */
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
import type { Form } from './inputs.ts'
import { SCORE, taskLayout } from './grow.ts'
import type { TaskTokenizer } from './tokens.ts'
import { readTaskTokenizer, writeTaskTokenizer } from './tokenizerFiles.ts'

export interface ClassifierModel {
  /** with the special tokens */
  config: ModelConfig
  tokenizer: TaskTokenizer
  /** classification or entailment: of the other two transformations that class has no layout */
  form: Form
  labels: readonly string[]
  /** the flat weights [taskLayout(config, labels).size] */
  weights: Float32Array
}

/** Equal models give equal bytes. @throws CourseError 'bad-argument' for a form that the class cannot compute */
export function writeClassifierFolder({ config, tokenizer, form, labels, weights }: ClassifierModel): ModelFolder {
  if (form !== 'classification' && form !== 'entailment') {
    throw new CourseError('bad-argument', `A model of the form "${form}" reads several sequences for one example, and transformers has no class for it.`, 'Only classification and entailment are written.')
  }
  const { [SCORE]: score, ...rest } = Object.fromEntries(unflatten(taskLayout(config, labels.length), weights))
  const tensors = expectParameters(new Map(Object.entries(rest)), config, 'The model')
  const files: Record<string, string> = {
    'config.json': writeConfig(config, tokenizer, form, labels),
    ...writeTaskTokenizer(tokenizer, config.nCtx),
  }
  const folder: ModelFolder = new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]))
  return folder.set(MODEL, writeSafetensors([...[...tensors].map(([name, tensor]) => [toHfName(name, config), tensor] as const), [SCORE, score!]]))
}

/**
 * That class takes the state at the last token which is not `pad_token_id`. What follows ⟨e⟩ is padded with delimiters: the last
 * other token is then ⟨e⟩, and older versions, which look for the first such token, find the right one in a single text too.
 */
function writeConfig(config: ModelConfig, tokenizer: TaskTokenizer, form: Form, labels: readonly string[]): string {
  const { architectures, ...rest } = JSON.parse(writeHfConfig(config)) as { architectures?: [string] }
  return `${JSON.stringify({
    ...(architectures && { architectures: [architectures[0].replace('LMHeadModel', 'ForSequenceClassification')] }),
    ...rest,
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
    num_labels: labels.length,
    pad_token_id: tokenizer.special.delimiter,
    problem_type: 'single_label_classification',
    task_form: form,
  }, null, 2)}\n`
}

const ClassifierConfig = v.object({
  id2label: v.record(v.string(), v.string('must be a text'), 'must be an object of labels: this is no classifier'),
  pad_token_id: v.number('must be a number'),
  task_form: v.picklist(['classification', 'entailment'], 'must be "classification" or "entailment": this classifier was not written by this course'),
})

/** Reads what `writeClassifierFolder` writes. @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how */
export function readClassifierFolder(folder: ReadonlyMap<string, Uint8Array>): ClassifierModel {
  const json = text(folder, 'config.json')
  const config = readHfConfig(json)
  const { id2label, pad_token_id, task_form: form } = parseJsonAs(ClassifierConfig, json, { name: 'config.json', maxBytes: 2 ** 20 })
  const labels = Object.keys(id2label).map((_, id) => id2label[id] ?? refuse(`config.json has no label ${id}`))
  if (labels.length < 2) refuse(`config.json has ${labels.length} labels, but a classifier needs at least 2`)
  const tokenizer = readTaskTokenizer(text(folder, 'tokenizer.json'))
  if (tokenizer.size !== config.nVocab) refuse(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${config.nVocab}`)
  if (pad_token_id !== tokenizer.special.delimiter) refuse(`config.json pads with token ${pad_token_id}, but the delimiter is ${tokenizer.special.delimiter}`)
  return { config, tokenizer, form, labels, weights: flatten(taskLayout(config, labels.length), tensorsOf(folder, config)) }
}

/** By our names, the head among them. */
function tensorsOf(folder: ReadonlyMap<string, Uint8Array>, config: ModelConfig): Tensors {
  const ours = new Map(modelParameters(config).map(({ name }) => [toHfName(name, config), name]))
  const all = new Map<string, TensorData>()
  for (const [key, tensor] of readSafetensors(file(folder, MODEL), MODEL).tensors) all.set(ours.get(key) ?? key, tensor)
  const score = all.get(SCORE) ?? refuse(`${MODEL} has no "${SCORE}"`)
  all.delete(SCORE)
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
