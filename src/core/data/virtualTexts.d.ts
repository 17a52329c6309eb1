/** What `vitePlugin.ts` provides to the page: the address of every bundled text. */
declare module 'virtual:texts' {
  export const texts: { id: string; url: string }[]
}
