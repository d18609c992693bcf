import { join } from 'node:path'
import type { Act } from './trace'
import type { World } from './world'

/** Something that programs may do although it is neither the application's own work nor inside its folders. */
interface Allowed {
  readonly kind: Act['kind']
  readonly what: RegExp
  readonly reason: string
}

/** The system's own services, for every program. */
const everywhere: readonly Allowed[] = [
  { kind: 'write', what: /^\/dev\/(null|tty|pts\/\d+)$/, reason: 'Devices that keep nothing.' },
  { kind: 'write', what: /^\/proc\/(self|\d+)\//, reason: 'Settings of the process itself.' }
]

/** What the command line does besides. */
function ofTheCommands({ folders }: World): Allowed[] {
  return [
    {
      kind: 'write',
      what: new RegExp(`^${escape(join(folders.tmp, 'maskwright-convert-'))}`),
      reason: '`convert` keeps what does not fit into memory there, and deletes it at its end.'
    }
  ]
}

/** What the window needs of Chromium, GTK and X. */
function ofTheWindow({ folders }: World): Allowed[] {
  const below = (folder: string, name: string): RegExp => new RegExp(`^${escape(join(folder, name))}`)
  return [
    {
      kind: 'network',
      what: /^connect unix:@?\/tmp\/\.X11-unix\//,
      reason: 'The X server that shows the window.'
    },
    {
      kind: 'network',
      what: /^connect unix:.*\/dbus\/system_bus_socket$/,
      reason: 'Power state, from the system bus.'
    },
    {
      kind: 'network',
      what: below0(folders.tmp),
      reason: 'A second start finds the first one by this socket.'
    },
    {
      kind: 'network',
      what: /^(socket|bind|sendto) AF_NETLINK/,
      reason: 'Asks the kernel for interfaces and devices.'
    },
    {
      kind: 'network',
      what: /^socket AF_INET6? SOCK_DGRAM$/,
      reason: 'Asks the kernel about an interface (ioctl); nothing is connected, bound or sent.'
    },
    {
      kind: 'write',
      what: /^\/dev\/shm\/\.?org\.chromium\./,
      reason: 'Shared memory between the processes.'
    },
    { kind: 'write', what: /^\/dev\/dri\//, reason: 'The graphics card.' },
    {
      kind: 'write',
      what: below(folders.tmp, '.org.chromium.Chromium.'),
      reason: 'Shared memory, and the socket above.'
    },
    { kind: 'write', what: below(folders.tmp, 'scoped_dir'), reason: 'The folder of that socket.' },
    { kind: 'write', what: below(folders.cache, 'fontconfig'), reason: 'The list of installed fonts.' },
    {
      kind: 'write',
      what: below(folders.cache, 'mesa_shader_cache'),
      reason: 'Compiled shaders of the driver.'
    },
    { kind: 'write', what: below(folders.cache, 'dconf'), reason: 'GTK reads its settings.' },
    { kind: 'write', what: below(folders.runtime, 'dconf'), reason: 'GTK reads its settings.' },
    { kind: 'write', what: below(folders.config, 'dconf'), reason: 'GTK keeps the size of its file dialog.' },
    {
      kind: 'write',
      what: below(folders.config, 'gtk-3.0'),
      reason: 'GTK keeps the bookmarks of its file dialog.'
    },
    {
      kind: 'write',
      what: below(folders.data, 'recently-used.xbel'),
      reason: 'GTK’s list of folders used in its dialog.'
    }
  ]
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const below0 = (folder: string): RegExp => new RegExp(`^connect unix:${escape(folder)}`)

/** What was done that nobody has declared, each once, in the order of the first time. */
export function undeclared(
  acts: readonly Act[],
  world: World,
  window: boolean,
  declared: readonly string[]
): string[] {
  const allowed = [...everywhere, ...(window ? ofTheWindow(world) : ofTheCommands(world))]
  const inside = (path: string): boolean => {
    return declared.some((folder) => path === folder || path.startsWith(`${folder}/`))
  }
  const bad = acts.filter(({ kind, what }) => {
    if (kind === 'write' && inside(what)) return false
    return !allowed.some((rule) => rule.kind === kind && rule.what.test(what))
  })
  return [...new Set(bad.map(({ kind, what }) => `${kind}: ${what}`))]
}
