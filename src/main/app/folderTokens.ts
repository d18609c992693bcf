import { nanoid } from 'nanoid'
import type { FolderToken } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'

/** Folders that the user chose in a native dialog. The window holds a token, main holds the path. */
export class FolderTokens {
  private readonly folders = new Map<FolderToken, string>()

  /** A token for a folder. */
  grant(folder: string): FolderToken {
    const token = nanoid<FolderToken>()
    this.folders.set(token, folder)
    return token
  }

  /** @throws ProblemError 'bad-input' for a token that was never given out. */
  folder(token: FolderToken): string {
    const folder = this.folders.get(token)
    if (folder === undefined)
      throw new ProblemError('bad-input', 'Unknown folder token', { reason: 'folder token' })
    return folder
  }
}
