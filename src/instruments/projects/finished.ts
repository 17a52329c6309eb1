/** Keeps what a project's model reached, once for each result. */
import { useEffect } from 'react'
import { learning, type Project } from '../../session/learning.ts'

export type Reached = Omit<Project, 'at' | 'published'>

/** @param project its name; empty where there is none @param reached null while there is nothing to keep */
export function useFinished(project: string, reached: Reached | null): void {
  const text = reached && JSON.stringify(reached)
  useEffect(() => {
    if (text && project) learning.getState().finish(project, JSON.parse(text) as Reached)
  }, [project, text])
}
