/** The way in for an assignment that came as a file: chosen, or dropped anywhere on the page. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { ChooseFiles } from '../../ui/ChooseFiles.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './assigned.module.css'

export function OpenFile({ label = 'Open an assignment’s file' }: { label?: string }) {
  const [, go] = useLocation()
  const [fault, setFault] = useState<{ message: string; hint: string } | null>(null)
  const open = async (file: File): Promise<void> => {
    setFault(null)
    const [{ openFile }, { TeachError }] = await Promise.all([import('./openFile.ts'), import('../../teach/teachError.ts')])
    try {
      go(`/assigned/${await openFile(file)}`)
    } catch (error) {
      if (!(error instanceof TeachError)) throw error
      setFault(error)
    }
  }
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? []
      // A figure of the page may take files itself.
      if (!file || event.defaultPrevented) return
      event.preventDefault()
      void latest.current(file)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
  return (
    <>
      <p className={css.openFile}>
        <ChooseFiles label={label} accept=".zip,.json,.txt" onFiles={([file]) => void open(file!.data)} />
        <span className="cap">or drop it here</span>
      </p>
      {fault ? (
        <Notice kind="failure" where="The file" hint={fault.hint}>
          {fault.message}
        </Notice>
      ) : null}
    </>
  )
}
