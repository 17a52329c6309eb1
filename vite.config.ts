/** How the course is served, built and tested. */
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import handwrittenDigits from './src/core/data/digits/vitePlugin.ts'
import bundledTexts from './src/core/data/vitePlugin.ts'
import { wasmKernels } from './src/core/runtime/wasm/vitePlugin.ts'
import lessons from './src/lesson/vitePlugin.ts'
import firstPages from './src/pages/first/vitePlugin.ts'
import offline from './src/pages/offline/vitePlugin.ts'
import { player } from './src/player/vitePlugin.ts'
import { PAGE } from './src/pages/teach/lms/names.ts'
import { packedFiles, packedPage } from './src/pages/teach/lms/vitePlugin.ts'
import sandbox from './src/sandbox/vitePlugin.ts'
import LongestFirst from './tests/support/longestFirst.ts'

/** Threads need a cross-origin isolated page; without these headers the core runs on one thread. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/** Where a learner may ask for a model: the Hugging Face hub, and the hosts that it sends on to for large files. */
const hub = [
  'https://huggingface.co',
  'https://cdn-lfs.huggingface.co',
  'https://cdn-lfs-us-1.huggingface.co',
  'https://cdn-lfs-eu-1.huggingface.co',
  'https://*.hf.co',
].join(' ')

/** `scripts`: hashes of those that stand in the page itself. */
const contentSecurityPolicy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts.map((hash) => `'sha256-${hash}'`).join(' ')}`,
    "worker-src 'self'",
    `connect-src 'self' ${hub}`,
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
  ].join('; ')

/** Puts the policy into the built page. In development Vite itself needs inline scripts and a socket. */
const csp: Plugin = {
  name: 'csp',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const name of ['index.html', PAGE]) {
        const page = bundle[name]
        if (page?.type !== 'asset') throw new Error(`The build has no ${name}.`)
        const html = String(page.source)
        const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) =>
          createHash('sha256').update(code!).digest('base64'),
        )
        const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scripts)}">`
        page.source = html.replace(/<meta charset[^>]*>/, (charset) => `${charset}\n    ${policy}`)
      }
    },
  },
}

/** Tests of single files that need a Vulkan: they belong to the contract, so that `npm test` needs none and is soon over. */
const WITH_A_DEVICE = ['src/**/{device,submits,webgpu}.test.ts']

/** What gives the `virtual:` modules: texts, compiled kernels. Workers need them as well as pages. */
const core = () => [bundledTexts(), handwrittenDigits(), wasmKernels(), player()]

const course = lessons()

export default defineConfig({
  base: './',
  plugins: [react(), ...core(), course, packedPage(), firstPages(course), sandbox(), csp, packedFiles(), offline()],
  worker: { format: 'es', plugins: core },
  server: { headers: isolation, port: 5173 },
  preview: { headers: isolation, port: 5173 },
  build: {
    target: 'es2024',
    chunkSizeWarningLimit: 2000,
    // What many pages share comes in one file: forty small ones take a slow network seven round trips. Popovers, and numbers that
    // open one when they are pressed, stay out of it: their library is too large to wait for before a lesson's text.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /src[\\/](ui(?![\\/]Popover)|figures|instruments(?![\\/]explain)|widgets[\\/]frame)[\\/]/,
              minShareCount: 40,
            },
          ],
        },
      },
    },
  },
  test: {
    // Vitest keeps one core back, which on two is half of them.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/support/**/*.test.ts'],
          exclude: WITH_A_DEVICE,
          testTimeout: 60_000,
          // No file mocks a module, so that what they read of the course is read once.
          isolate: false,
          globalSetup: ['tests/support/vulkanSetup.ts', 'tests/support/kernelsSetup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          environment: 'node',
          include: ['tests/**/*.test.ts', ...WITH_A_DEVICE],
          exclude: ['tests/e2e/**', 'tests/full/**', 'tests/*.test.ts', 'tests/support/**'],
          testTimeout: 60_000,
          globalSetup: ['tests/support/vulkanSetup.ts', 'tests/support/kernelsSetup.ts'],
        },
      },
      // Every file cleans up after itself, so that what the page imports is read once and not once a file.
      { extends: true, test: { name: 'dom', environment: 'jsdom', include: ['src/**/*.test.tsx'], testTimeout: 20_000, isolate: false } },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          globalSetup: ['tests/support/builtSetup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'full',
          environment: 'node',
          include: ['tests/full/**/*.test.ts'],
          globalSetup: ['tests/support/vulkanSetup.ts', 'tests/support/kernelsSetup.ts'],
        },
      },
    ],
  },
})
