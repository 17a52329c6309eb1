/** Where the built program of published pages lies: a JSON of its script and its style sheet. */
declare module 'virtual:player' {
  const url: string
  export default url
}
