/** Hands bytes to the browser as a file; `type` is its media type. */
export function download(fileName: string, data: Uint8Array, type = 'application/zip'): void {
  const url = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
