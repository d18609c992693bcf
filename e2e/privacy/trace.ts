import { resolve } from 'node:path'

const ofNetwork = new Set(['socket', 'connect', 'bind', 'sendto', 'sendmmsg', 'io_uring_setup'])

/**
 * The system calls that show what leaves a process: sockets and where they lead, and files that are made or written.
 * Few, because each one stops the process; `--seccomp-bpf` lets all others run at full speed.
 */
const calls = [
  ...ofNetwork,
  ...['open', 'openat', 'creat', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'truncate'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat']
]

/** Arguments of strace before the command; what it sees goes to a file. No bytes of any message are recorded. */
export function straceArguments(file: string): string[] {
  const options = ['-f', '-qq', '--seccomp-bpf', '-y', '-s', '0', '-e', 'signal=none']
  return [...options, '-e', `trace=${calls.join(',')}`, '-o', file]
}

/** Something that a process did, in words that the list of what is allowed matches. */
export interface Act {
  /** `network`: "connect 10.0.0.1:53"; `write`: an absolute path. */
  readonly kind: 'network' | 'write'
  readonly what: string
}

/** What the traced processes, started in a folder, did to the network, and which files they made or opened for writing. */
export function parseTrace(text: string, folder: string): Act[] {
  const acts: Act[] = []
  for (const call of completeCalls(text)) {
    const act = ofNetwork.has(call.name) ? networkAct(call) : writeAct(call, folder)
    if (act) acts.push(act)
  }
  return acts
}

interface Call {
  readonly name: string
  /** Arguments and result, as strace writes them. */
  readonly rest: string
  readonly failed: boolean
}

/** Puts calls together that strace shows in two parts, because another thread came in between. */
function* completeCalls(text: string): Generator<Call> {
  const begun = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, thread, words] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (thread === undefined || words === undefined) continue
    if (words.endsWith('<unfinished ...>')) {
      begun.set(thread, words.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(words)
    const whole = resumed ? `${begun.get(thread) ?? ''}${resumed[1] ?? ''}` : words
    if (resumed) begun.delete(thread)
    const [, name, rest] = /^(\w+)\((.*)$/.exec(whole) ?? []
    if (name !== undefined && rest !== undefined) yield { name, rest, failed: /\)\s+= -1 /.test(rest) }
  }
  // A thread that ended in the middle of a call may have had its effect.
  for (const words of begun.values()) {
    const [, name, rest] = /^(\w+)\((.*)$/.exec(words) ?? []
    if (name !== undefined && rest !== undefined) yield { name, rest, failed: false }
  }
}

/** Attempts count too: a name that could not be looked up here is looked up elsewhere. */
function networkAct({ name, rest }: Call): Act | undefined {
  if (name === 'io_uring_setup') return { kind: 'network', what: name }
  if (name === 'socket') {
    const [, family = '', type = ''] = /^(\w+), (\w+)/.exec(rest) ?? []
    return family === 'AF_UNIX' ? undefined : { kind: 'network', what: `socket ${family} ${type}` }
  }
  const address = addressIn(rest)
  if (address === undefined || (address.startsWith('unix:') && name !== 'connect')) return undefined
  return { kind: 'network', what: `${name} ${address}` }
}

function addressIn(rest: string): string | undefined {
  const [, family] = /sa_family=(AF_\w+)/.exec(rest) ?? []
  if (family === undefined) return undefined
  if (family === 'AF_UNIX') return `unix:${/sun_path=(@?"[^"]*")/.exec(rest)?.[1]?.replaceAll('"', '') ?? ''}`
  if (family !== 'AF_INET' && family !== 'AF_INET6') return family
  const [, port = '?'] = /sin6?_port=htons\((\d+)\)/.exec(rest) ?? []
  const [, host = '?'] = /inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"/.exec(rest) ?? []
  return family === 'AF_INET' ? `${host}:${port}` : `[${host}]:${port}`
}

function writeAct({ name, rest, failed }: Call, folder: string): Act | undefined {
  if (failed) return undefined
  if ((name === 'open' || name === 'openat') && !/O_(CREAT|WRONLY|RDWR|TRUNC)|__O_TMPFILE/.test(rest))
    return undefined
  // The last one is the new name, of those calls that have two.
  const path = [...rest.matchAll(/(?:AT_FDCWD|\d+)?(?:<([^>]*)>, )?"([^"]*)"/g)].at(-1)
  return path ? { kind: 'write', what: resolve(path[1] ?? folder, path[2] ?? '') } : undefined
}
