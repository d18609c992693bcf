import { capture } from '../lib/run.mjs'

/** What knip calls each kind of finding that counts. */
const KINDS = [
  'files',
  'dependencies',
  'devDependencies',
  'unlisted',
  'unresolved',
  'exports',
  'types',
  'duplicates'
]

/** What nothing uses: files, exports and packages, each in words. @returns {Promise<string[]>} */
export async function findUnused() {
  const { stdout, stderr } = await capture('knip', ['--no-exit-code', '--no-progress', '--reporter', 'json'])
  let report
  try {
    report = JSON.parse(stdout)
  } catch {
    throw new Error(`knip gave no report: ${stderr || stdout}`)
  }
  return report.issues.flatMap((issue) =>
    KINDS.flatMap((kind) => (issue[kind] ?? []).map(({ name }) => `${kind}: ${issue.file}: ${name}`))
  )
}
