/** A word that opens the browser's own dialogue for files, or for a whole folder. */
import { useId } from 'react'
import css from './ChooseFiles.module.css'

/** The names have the folder in front, where one was chosen; the data are handles, which nobody has read yet. */
export interface Chosen {
  name: string
  data: File
}

interface ChooseFilesProps {
  label: string
  accept?: string
  folder?: boolean
  onFiles: (files: Chosen[]) => void
}

export function ChooseFiles({ label, accept, folder = false, onFiles }: ChooseFilesProps) {
  const id = useId()
  return (
    <>
      <input
        id={id}
        className="vh"
        type="file"
        multiple
        accept={accept}
        ref={(input) => {
          if (folder) input?.setAttribute('webkitdirectory', '')
        }}
        onChange={(event) => {
          const input = event.target
          const files = [...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, data: file }))
          input.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <label htmlFor={id} className={css.choose}>
        {label}
      </label>
    </>
  )
}
