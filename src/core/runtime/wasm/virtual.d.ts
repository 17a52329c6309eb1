/** The module that the Vite plugin makes: URLs of the two builds of the kernels. */
declare module 'virtual:wasm-kernels' {
  const kernels: { readonly relaxed: string; readonly plain: string }
  export default kernels
}
