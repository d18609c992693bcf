/** The address at a mirror: its base takes the place of the official host, and the path stays. */
export function mirrored(address: string, mirror: string): string {
  if (mirror === '') return address
  const { pathname } = new URL(address)
  return `${mirror.replace(/\/+$/, '')}${pathname}`
}
