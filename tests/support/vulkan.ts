/** Finds a Vulkan that Dawn accepts: the machine's GPU, else Mesa's lavapipe, else Chromium's SwiftShader. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findBrowser } from './browser.ts'

export interface Vulkan {
  /** variables that a child process needs; the loader reads them at its start */
  readonly env: Readonly<Record<string, string>>
  /** the adapter's own description: "SwiftShader driver 5.0.0" */
  readonly adapter: string
  /** it only pretends to be a GPU */
  readonly software: boolean
}

const probe = `
const { create } = await import('webgpu')
const gpu = create([])
const adapter = await gpu.requestAdapter()
if (adapter && await adapter.requestDevice()) {
  const { description, device, vendor, isFallbackAdapter } = adapter.info
  const adapterName = [vendor, description || device].filter(Boolean).join(' ')
  console.log(JSON.stringify({ adapter: adapterName, software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(adapterName) }))
}
process.exit(0)`

/** Returns the first Vulkan on which Dawn gives a device, or undefined. Costs about half a second for each candidate. */
export function findVulkan(): Vulkan | undefined {
  for (const env of candidates()) {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', probe], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 30_000,
    })
    const line = stdout?.split('\n').find((text) => text.startsWith('{'))
    if (line) return { env, ...(JSON.parse(line) as { adapter: string; software: boolean }) }
  }
  return undefined
}

/** The machine as it is, then each software driver. Dawn refuses Mesa before 24, so the probe decides, not the file's presence. */
function candidates(): Record<string, string>[] {
  const installed = '/usr/share/vulkan/icd.d'
  const lavapipe = existsSync(installed) ? readdirSync(installed).filter((name) => name.startsWith('lvp_icd')) : []
  const swiftshader = browserFolders().map((folder) => join(folder, 'vk_swiftshader_icd.json'))
  const drivers = [...lavapipe.map((name) => join(installed, name)), ...swiftshader.filter((file) => existsSync(file))]
  return [{}, ...drivers.map(withDriver)]
}

/** Chromium's folder also has a Vulkan loader, for machines where none is installed. */
function withDriver(file: string): Record<string, string> {
  const loaders = browserFolders().filter((folder) => existsSync(join(folder, 'libvulkan.so.1')))
  const search = [process.env.LD_LIBRARY_PATH, ...loaders].filter(Boolean).join(':')
  return { VK_ICD_FILENAMES: file, ...(search && { LD_LIBRARY_PATH: search }) }
}

function browserFolders(): string[] {
  const browser = findBrowser()
  const own = browser ? [dirname(realpathSync(browser))] : []
  return [...own, '/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'].filter((folder) => existsSync(folder))
}
