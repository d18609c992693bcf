/** What the window begins with; null: where the user left off. */
export type LaunchTarget =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'sample' } | null

/** What the application was asked to do when it was started. */
export type Launch = { readonly kind: 'window'; readonly open: LaunchTarget } | { readonly kind: 'self-test' }

/**
 * Reads the application's arguments. Switches of Electron and Chromium (`--disable-gpu`, `--user-data-dir=…`) are
 * none of our business; the first argument that is no switch is a folder to open.
 */
export function parseLaunch(args: readonly string[]): Launch {
  if (args.includes('--self-test')) return { kind: 'self-test' }
  if (args.includes('--sample')) return { kind: 'window', open: { kind: 'sample' } }
  const path = args.find((arg) => !arg.startsWith('-'))
  return { kind: 'window', open: path === undefined ? null : { kind: 'folder', path } }
}
