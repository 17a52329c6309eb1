/** The assignment that a package for a learning platform opens, and under which name its learner's record is kept. */

/** As it stands in a link; null where the course is opened as itself. */
export const packedCode: string | null = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="assignment"]')?.content || null

/** The same with texts that a link has no room for, as JSON; null where there is no need of it. */
export const packedFile: string | null = (packedCode && globalThis.document?.getElementById('assignment-file')?.textContent) || null

let name!: (name: string) => void
/** Students of one platform may share a browser: in a package the record is that of the student whom the platform names. */
export const recordsName: string | Promise<string> = packedCode ? new Promise((resolve) => (name = resolve)) : 'pathway-learning'

/** Said once the platform has named its student, or is known not to be there. */
export const nameRecords = (student: string): void => name?.(`pathway-learning ${student}`)
