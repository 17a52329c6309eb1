/** Dawn asks the system for its Vulkan loader; where none is installed, the one that Chromium brings will do. */
import { dirname, join } from 'node:path'

const LOADER = 'libvulkan.so.1'
/** dlopen(3): bind lazily, give the symbols to all, and stay when the handle is closed. */
const [RTLD_LAZY, RTLD_GLOBAL, RTLD_NODELETE] = [1, 0x100, 0x1000]

/** Loads the first loader that there is. Dawn, which asks for it by its bare name, then finds it in the process. */
export function loadVulkanLoader(): void {
  if (process.platform !== 'linux') return
  const browsers = [
    ...(process.env.CHROME_PATH ? [dirname(process.env.CHROME_PATH)] : []),
    '/usr/lib/chromium',
    '/usr/lib/chromium-browser',
    '/opt/google/chrome',
  ]
  for (const path of [LOADER, ...browsers.map((folder) => join(folder, LOADER))]) if (loads(path)) return
}

/** Node then finds that the library is no addon, which is another error than not finding the library. */
function loads(path: string): boolean {
  try {
    process.dlopen({ exports: {} }, path, RTLD_LAZY | RTLD_GLOBAL | RTLD_NODELETE)
    return true
  } catch (error) {
    return error instanceof Error && error.message.includes('did not self-register')
  }
}
