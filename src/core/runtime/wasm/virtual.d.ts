/** The module that the Vite plugin makes: URLs of the builds of the kernels. */
declare module 'virtual:wasm-kernels' {
  const kernels: Readonly<Record<keyof typeof import('./build.ts').BUILDS, string>>
  export default kernels
}
