/** Finds a Chrome or Chromium on this machine, installs one where there is none, and starts it for the tests. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a browser: CHROME_PATH, then PATH, the usual places, and Playwright's own download. */
export function findBrowser(): string | undefined {
  const wanted = process.env.CHROME_PATH
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROME_PATH is ${wanted}, but no such file exists.`)
    return wanted
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places, chromium.executablePath()]
  return candidates.find((path) => existsSync(path))
}

/** Installs a browser: Debian's package when this is Debian and we are root, else Playwright's download. */
export function installBrowser(): string {
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  if (isDebian() && process.getuid?.() === 0) {
    process.env.DEBIAN_FRONTEND = 'noninteractive'
    run('apt-get', 'update', '-qq')
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium')
  }
  if (!findBrowser()) run(process.execPath, join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium')
  const path = findBrowser()
  if (!path) throw new Error('No Chrome or Chromium was found, and none could be installed. Install one, or set CHROME_PATH.')
  return path
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/**
 * Starts the browser headless, and quiet: it asks no host for anything.
 * `debuggingPort`: where another program, as Lighthouse, may lead it.
 * `webgpu`: 'off' takes WebGPU away; 'software' gives Chromium's SwiftShader, as on a machine without a GPU.
 */
export function launchBrowser({
  webgpu = 'off',
  debuggingPort,
}: {
  webgpu?: 'off' | 'software'
  debuggingPort?: number
} = {}): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No Chrome or Chromium was found: run `npm run check` once, or set CHROME_PATH.')
  const software = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan']
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(debuggingPort ? [`--remote-debugging-port=${debuggingPort}`] : []),
      ...(webgpu === 'software' ? software : ['--disable-gpu', '--disable-features=WebGPU']),
    ],
  })
}
