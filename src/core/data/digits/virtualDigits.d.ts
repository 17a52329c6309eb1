/** What `vitePlugin.ts` provides to the worker: the address of the packed digits. */
declare module 'virtual:digits' {
  export const digits: string
}
