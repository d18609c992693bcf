import { homedir } from 'node:os'
import { join } from 'node:path'

/** Electron's user-data folder, where the application keeps the projects of read-only folders. */
export function userDataDir(): string {
  const home = homedir()
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library/Application Support/Maskwright')
    case 'win32':
      return join(process.env['APPDATA'] ?? join(home, 'AppData/Roaming'), 'Maskwright')
    default:
      return join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Maskwright')
  }
}
