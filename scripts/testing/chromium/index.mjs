import { step } from '../../lib/log.mjs'
import { run } from '../../lib/run.mjs'
import { sandboxArguments } from '../../setup/electron.mjs'
import { prepareBuild } from '../../setup/build.mjs'
import { prepareNode } from '../../setup/nodes.mjs'
import { chromiumArguments, chromiumVersion, prepareChromium } from './browser.mjs'
import { buildHost } from './host.mjs'

/** The major version of Node in the Electron that users get. */
export const ELECTRON_NODE = 24

/**
 * Runs the end-to-end tests that carry the tag `@smoke` in the system's Chromium, which is newer than the one of the
 * Electron here, with the application's services in a newer Node.
 * @param {readonly string[]} args for Playwright
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, version: string } | null>} null where there is no Chromium
 */
export async function runInChromium(args, env = {}) {
  const executable = await step('chromium', prepareChromium)
  if (executable === null) return null
  const node = await step(`Node ${ELECTRON_NODE}`, (report) => prepareNode(ELECTRON_NODE, report))
  await step('build', prepareBuild)
  const version = await chromiumVersion(executable)
  const setup = { node, ...(await step('host', buildHost)) }
  const launch = { executablePath: executable, args: [...chromiumArguments, ...sandboxArguments()] }
  const MASKWRIGHT_CHROMIUM_RUN = JSON.stringify({ setup, launch })
  const code = await run('playwright', ['test', ...args], { env: { ...env, MASKWRIGHT_CHROMIUM_RUN } })
  return { code, version }
}
