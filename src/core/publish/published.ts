/** What can be published, as small files in 8 bits, and read again from them. */
import type { Model, ModelFolder } from '../checkpoint/model.ts'
import { readSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { flatten, unflatten } from '../checkpoint/tensors.ts'
import { readChatbot, writeChatbot } from '../chat/folder.ts'
import type { ChatModel } from '../chat/chatbot.ts'
import {
  plainModel,
  type QuantizedModel,
  readPacked,
  readQuantizedFolder,
  writePacked,
  writeQuantizedFolder,
} from '../compress/quantizedFolder.ts'
import { quantize, unpacked } from '../compress/quantize.ts'
import { type ClassifierModel, headRows, readClassifierTexts, writeClassifierTexts } from '../finetune/classifierFolder.ts'
import { SCORE, taskLayout } from '../finetune/grow.ts'
import { damaged } from '../checkpoint/model.ts'
import { readReteller, writeReteller } from '../retell/folder.ts'
import type { RetellerModel } from '../retell/reteller.ts'

/** What a published model does: it writes on, calls things by a label, tells stories again, or answers. */
export type Publishable =
  | { kind: 'write'; model: Model }
  | { kind: 'classify'; classifier: ClassifierModel }
  | { kind: 'retell'; reteller: RetellerModel }
  | { kind: 'chat'; chat: ChatModel }
export type PublishedKind = Publishable['kind']

const BITS = 8
/** The head of a classifier, beside the packed model. */
const HEAD = 'head.safetensors'

/** Equal models give equal bytes. A model that is packed already stays as it is. */
export function packPublishable(what: Publishable | { kind: 'write'; packed: QuantizedModel }): ModelFolder {
  switch (what.kind) {
    case 'write':
      return 'packed' in what ? writeWriter(what.packed) : writeWriter(packedModel(what.model))
    case 'classify':
      return packClassifier(what.classifier)
    case 'retell':
      return writeReteller(what.reteller)
    case 'chat':
      return writeChatbot(what.chat)
  }
}

/** @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' */
export function readPublished(kind: PublishedKind, files: ReadonlyMap<string, Uint8Array>): Publishable {
  switch (kind) {
    case 'write':
      return { kind, model: plainModel(readQuantizedFolder(files)) }
    case 'classify':
      return { kind, classifier: readClassifier(files) }
    case 'retell':
      return { kind, reteller: readReteller(files) }
    case 'chat':
      return { kind, chat: readChatbot(files) }
  }
}

const packedModel = ({ config, tokenizer, weights }: Model): QuantizedModel => ({
  config,
  tokenizer,
  weights: quantize(config, weights, BITS),
})

/** How it was trained, curve and samples, stays at home: its scores are on the card. */
const writeWriter = ({ run: _, ...packed }: QuantizedModel): ModelFolder => writeQuantizedFolder(packed)

function packClassifier(model: ClassifierModel): ModelFolder {
  const { config, weights } = model
  const tensors = unflatten(taskLayout(config, headRows(model)), weights)
  const head = tensors.get(SCORE)!
  return new Map([
    ...writeClassifierTexts(model),
    [MODEL, writePacked(quantize(config, new Map([...tensors].filter(([name]) => name !== SCORE)), BITS))],
    [HEAD, writeSafetensors([[SCORE, head]])],
  ])
}

function readClassifier(files: ReadonlyMap<string, Uint8Array>): ClassifierModel {
  const model = readClassifierTexts(files)
  const [packed, head] = [MODEL, HEAD].map((name) => files.get(name))
  if (!packed || !head) throw damaged('A file of the classifier is missing')
  const score = readSafetensors(head, HEAD).tensors.get(SCORE)
  if (!score) throw damaged(`${HEAD} has no "${SCORE}"`)
  const tensors = unpacked(model.config, readPacked(model.config, BITS, packed)).set(SCORE, score)
  return { ...model, weights: flatten(taskLayout(model.config, headRows(model)), tensors) }
}
