import type { Page } from '@playwright/test'

/** What a browser says of the page by itself; each is a difference to the Electron that the page was written for. */
const kinds: readonly string[] = ['ContentSecurityPolicyIssue', 'DeprecationIssue']

/** Collects uncaught errors, breaches of the page's policy, and uses of what the browser is about to remove. */
export async function collectComplaints(page: Page): Promise<readonly string[]> {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(`uncaught: ${message}`))
  const client = await page.context().newCDPSession(page)
  client.on('Audits.issueAdded', ({ issue: { code, details } }) => {
    if (kinds.includes(code)) complaints.push(`${code}: ${JSON.stringify(details)}`)
  })
  await client.send('Audits.enable')
  return complaints
}
