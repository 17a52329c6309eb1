/** What a path says of who handed in: learning platforms write names and numbers into the names of folders and files. */

export interface Label {
  /** as the platform or the folder has it, for people */
  name: string
  /** the platform's number, by which two students of one name are told apart; null: none is there */
  id: string | null
  platform: 'Moodle' | 'Canvas' | 'ILIAS' | null
  /** the platform says that it came late */
  late: boolean
}

/** `Zoë Müller_10423_assignsubmission_file/…`, or `…_assignsubmission_file_receipt.zip` where folders are turned off. */
const MOODLE = /^(.+?)_(\d+)_assignsubmission_[a-z]+(_|$)/
/** `muellerzoe_LATE_2051_88317_receipt-1.zip`: user, submission, and the file, numbered where it came again. */
const CANVAS = /^(.+?)_(LATE_)?(\d+)_(?:\d+)_(.+)$/
/** `Müller_Zoë_zmueller_312/…` */
const ILIAS = /^([^_]+)_([^_]+)_([^_]+)_(\d+)$/

/** @param path folders and file, with slashes */
export function labelOf(path: string): Label {
  const parts = path.normalize('NFC').split('/')
  for (const part of parts) {
    const [, name, id] = MOODLE.exec(part) ?? []
    if (name !== undefined) return { name: tidy(name), id: id!, platform: 'Moodle', late: false }
  }
  const [, user, late, id] = CANVAS.exec(parts.at(-1)!) ?? []
  if (user !== undefined) return { name: tidy(user), id: id!, platform: 'Canvas', late: late !== undefined }
  for (const part of parts.slice(0, -1)) {
    const [, last, first, , number] = ILIAS.exec(part) ?? []
    if (last !== undefined) return { name: tidy(`${first} ${last}`), id: number!, platform: 'ILIAS', late: false }
  }
  return { name: tidy(parts.at(-2) ?? stemOf(path)), id: null, platform: null, late: false }
}

/** The file's own name, without folders and ending. */
export const stemOf = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/(\.(zip|json))+$/i, '')

export const tidy = (name: string): string => name.replace(/\s+/g, ' ').trim()
