/** What a file is, told by its first bytes: a name can lie, and a download can be another thing than was asked for. */

export interface FileKind {
  /** ends "… is": "a Python pickle, which …" */
  what: string
  /** what to do instead */
  hint: string
}

/** So many bytes are looked at. */
export const HEAD_BYTES = 512

export const PYTORCH: FileKind = {
  what: 'a Python pickle, as torch.save writes it, which can run any program when it is opened, so it is not read',
  hint: 'Convert it in Python: AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER), or choose a copy that has model.safetensors.',
}
const PAGE: FileKind = {
  what: 'a web page and not the file itself: a login or error page was saved in its place',
  hint: "Open the file's address in a browser, log in if it asks, and download it again.",
}
const unpack = (what: string, command: string): FileKind => ({
  what: `${what}, which is not unpacked here`,
  hint: `Unpack it (${command}), then choose the folder that comes out, or a zip of it.`,
})
const otherWeights = (what: string): FileKind => ({
  what: `${what}, which is not read here`,
  hint: 'Choose a copy of the model that has config.json and model.safetensors, as transformers saves it.',
})

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const begins =
  (...bytes: number[]) =>
  (head: Uint8Array): boolean =>
    bytes.every((byte, i) => head[i] === byte)
const says = (pattern: RegExp) => (head: Uint8Array) => pattern.test(ascii(head))

/** In this order: the first that fits. */
const KINDS: readonly [fits: (head: Uint8Array) => boolean, kind: FileKind][] = [
  [(head) => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5, PYTORCH],
  [says(/^(\xef\xbb\xbf)?\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)/i), PAGE],
  [says(/^(\xef\xbb\xbf)?\s*<\?xml/i), PAGE],
  [begins(0x47, 0x47, 0x55, 0x46), otherWeights('a GGUF file, the format of llama.cpp')],
  [says(/^(lmgg|fmgg|tjgg)/), otherWeights('a GGML file, an old format of llama.cpp')],
  [begins(0x1f, 0x8b), unpack('packed by gzip, as .gz and .tgz files are', 'tar -xzf FILE')],
  [says(/^BZh[1-9]1AY/), unpack('packed by bzip2', 'tar -xjf FILE')],
  [begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), unpack('packed by xz', 'tar -xJf FILE')],
  [begins(0x28, 0xb5, 0x2f, 0xfd), unpack('packed by zstd', 'tar --zstd -xf FILE')],
  [begins(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), unpack('a 7z archive', '7z x FILE')],
  [begins(0x52, 0x61, 0x72, 0x21, 0x1a, 7), unpack('a RAR archive', 'unrar x FILE')],
  [says(/^[\s\S]{257}ustar/), unpack('a tar archive', 'tar -xf FILE')],
  [begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59), otherWeights('a .npy array of NumPy')],
  [begins(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a), otherWeights('an HDF5 file, as Keras and TensorFlow write it')],
  // Protocol buffers: field 1 is the version of the format, field 2 the program that wrote it, in letters.
  [
    (head) => head[0] === 8 && head[1]! < 0x20 && head[2] === 0x12 && head[3]! < 0x40 && /[\w.+-]/.test(ascii(head.subarray(4, 5))),
    otherWeights('an ONNX model'),
  ],
  [says(/^[\s\S]{4}TFL3/), otherWeights('a TensorFlow Lite model')],
  [says(/^%PDF-/), otherWeights('a PDF document')],
  [(head) => begins(0x89, 0x50, 0x4e, 0x47)(head) || begins(0xff, 0xd8, 0xff)(head) || says(/^GIF8/)(head), otherWeights('a picture')],
]

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n[\s\S]*?\bsize (\d{1,15})\b/

/**
 * The kind of a file that is not what its reader hoped for, or null where the bytes say nothing.
 * @param first of the file's bytes, `HEAD_BYTES` or more, or all that it has
 */
export function kindOf(first: Uint8Array): FileKind | null {
  const head = first.subarray(0, HEAD_BYTES)
  const [, size] = POINTER.exec(ascii(head)) ?? []
  if (size !== undefined) {
    return {
      what: `a Git-LFS pointer: a note that stands for the real file of ${size} bytes, which was not downloaded`,
      hint: 'Run "git lfs pull" in the folder, or download the file itself.',
    }
  }
  if (head.length >= 64 && head.every((byte) => byte === 0)) {
    return { what: 'all zeros: space was kept for it, and nothing came', hint: 'The download did not finish; download it again.' }
  }
  if (!isZip(head)) return KINDS.find(([fits]) => fits(head))?.[1] ?? null
  // A zip's first entry has its name at byte 30, and the name's length at 26.
  const name = ascii(head.subarray(30, 30 + (head[26]! | (head[27]! << 8))))
  return (
    kindOfZip([name]) ?? { what: 'a zip', hint: 'Unpack it, or choose the zip itself and not a file that holds it under another name.' }
  )
}

/** A zip that is no folder of files but one program's own format, told by the names in it; else null. */
export function kindOfZip(names: readonly string[]): FileKind | null {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/(^|\/)config\.json$/) && !has(/^model\.weights\.h5$/)) return null
  if (has(/(^|\/)data\.pkl$/)) return PYTORCH
  if (names.length > 0 && names.every((name) => /^[^/]+\.npy$/.test(name))) return otherWeights('an .npz of NumPy arrays')
  if (has(/^(metadata\.json|model\.weights\.h5)$/)) return otherWeights('a .keras model of Keras')
  if (has(/^(\[Content_Types\]\.xml|mimetype)$/)) return otherWeights('an office document')
  return null
}

/** A zip begins with the mark of its first entry, or of its empty directory. */
export const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)

/** True for the start of a safetensors file: the length of a JSON header, and the header. */
export const isSafetensors = (head: Uint8Array): boolean =>
  head.length > 8 && head[5] === 0 && head[6] === 0 && head[7] === 0 && head[8] === 0x7b
