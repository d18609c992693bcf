import { z } from 'zod'

/** `hostname` as the URL parser writes it: numbers are dotted quads already, IPv6 is in brackets. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/
const withCredentials = /^https?:[/\\]*[^/\\?#]*@/i

/**
 * A base address that models may be downloaded from: over https, or over http from this computer itself, since anybody
 * between could change what comes over http. No user name or password, which would be stored and shown.
 */
export const mirrorAddressSchema = z
  .union([z.url({ protocol: /^https$/ }), z.url({ protocol: /^http$/, hostname: loopback })], {
    error: 'must begin with https://, or with http:// on this computer'
  })
  .refine((address) => address.length <= 500, 'must have at most 500 characters')
  .refine((address) => !withCredentials.test(address), 'must not contain a user name or password')
