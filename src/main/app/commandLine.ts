/** What the window begins with; null: where the user left off. */
export type LaunchTarget =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'sample' } | null

/** What the application was asked to do when it was started. */
export type Launch = { readonly kind: 'window'; readonly open: LaunchTarget } | { readonly kind: 'self-test' }

/**
 * What follows the program's name. In a checkout Electron takes the first argument that is no switch as the
 * application to run, wherever it stands, so that one is not ours.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const args = argv.slice(1)
  const checkout = isPackaged ? -1 : args.findIndex((arg) => !arg.startsWith('-'))
  return args.filter((_arg, at) => at !== checkout)
}

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
