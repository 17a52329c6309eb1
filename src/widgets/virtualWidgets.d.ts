/** What the build tells the page of every widget, so that none has to be loaded to be named. */
declare module 'virtual:widgets' {
  export const widgets: Readonly<
    Record<string, { id: string; part: string; title: string; teaches: string; needs: string; readings: Readonly<Record<string, string>> }>
  >
}
