import { nanoid } from 'nanoid'
import type { FilesToken } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'

/** Files that the user chose in a native dialog. The window holds a token, main holds the paths. */
export class FileTokens {
  private readonly files = new Map<FilesToken, readonly string[]>()

  /** A token for files. */
  grant(paths: readonly string[]): FilesToken {
    const token = nanoid<FilesToken>()
    this.files.set(token, paths)
    return token
  }

  /** @throws ProblemError 'bad-input' for a token that was never given out. */
  paths(token: FilesToken): readonly string[] {
    const paths = this.files.get(token)
    if (!paths) throw new ProblemError('bad-input', 'Unknown files token', { reason: 'files token' })
    return paths
  }
}
