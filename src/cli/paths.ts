import { homedir } from 'node:os'
import { join } from 'node:path'

/** The model folder: in the package, next to the built command. */
export function defaultModelDir(): string {
  return process.env['MASKWRIGHT_MODEL_DIR'] ?? join(import.meta.dirname, '../../resources/models/mobile-sam')
}

/** Where the window keeps the projects of folders that cannot be written (Electron's user-data folder). */
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
