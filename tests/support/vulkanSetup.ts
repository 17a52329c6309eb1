/** Gives the test processes a Vulkan before they start, whether they were started by the check or by `vitest` itself. */
import { findVulkan } from './vulkan.ts'

export default function setup(): void {
  if (process.env.COURSE_VULKAN_CHOSEN) return
  Object.assign(process.env, findVulkan()?.env, { COURSE_VULKAN_CHOSEN: '1' })
}
