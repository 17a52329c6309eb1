/** The SIMD kernels as text, for a page that may fetch nothing. */
declare module 'virtual:inline-kernels' {
  const kernels: Readonly<Record<'relaxed' | 'plain', string>>
  export default kernels
}
