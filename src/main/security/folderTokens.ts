import { nanoid } from 'nanoid'
import type { FolderToken } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'

/**
 * What a folder was chosen for: the dataset to read, the place to export to, or the damaged project to recover. A token
 * is good for nothing else, so that a folder chosen for reading is never written to.
 */
export type FolderPurpose = 'import' | 'export' | 'recover'

interface Granted {
  readonly folder: string
  readonly purpose: FolderPurpose
}

/**
 * Folders that the user chose in a native dialog. The window holds a token, main holds the path. Of each purpose only
 * the newest token is valid: it stands for what the user chose last.
 */
export class FolderTokens {
  private readonly granted = new Map<FolderToken, Granted>()

  /** A token for a folder; ends the one that was granted for this purpose before. */
  grant(folder: string, purpose: FolderPurpose): FolderToken {
    this.revoke(purpose)
    const token = nanoid<FolderToken>()
    this.granted.set(token, { folder, purpose })
    return token
  }

  /** @throws ProblemError 'bad-input' for a token that was never given out, is used up, or has another purpose. */
  folder(token: FolderToken, purpose: FolderPurpose): string {
    const granted = this.granted.get(token)
    if (granted?.purpose !== purpose) {
      throw new ProblemError('bad-input', `No valid token of a folder to ${purpose}`, {
        reason: 'folder token'
      })
    }
    return granted.folder
  }

  /** Ends the token of a purpose, once what it was granted for is done. */
  revoke(purpose: FolderPurpose): void {
    for (const [token, granted] of this.granted) {
      if (granted.purpose === purpose) this.granted.delete(token)
    }
  }
}
