import { nameKey } from './nameKey'

/** Files and folders that systems put among the user's own, some of them with small images in them. */
const SYSTEM_NAMES: ReadonlySet<string> = new Set(
  [
    // Windows
    'Thumbs.db',
    'ehthumbs.db',
    'desktop.ini',
    '$RECYCLE.BIN',
    'System Volume Information',
    // macOS: in zip archives; what it puts into folders begins with a dot.
    '__MACOSX',
    // Linux
    'lost+found',
    // Network storage: Synology, QNAP
    '@eaDir',
    '#recycle',
    '#snapshot',
    '@Recycle',
    '@Recently-Snapshot'
  ].map(nameKey)
)

/**
 * Whether a file or folder is none of the user's images or datasets: hidden (`.git`, macOS' `.DS_Store` and `._photo.jpg`)
 * or put there by a system.
 */
export function isSystemName(name: string): boolean {
  return name.startsWith('.') || SYSTEM_NAMES.has(nameKey(name))
}
