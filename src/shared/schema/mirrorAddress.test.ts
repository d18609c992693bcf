import { describe, expect, it } from 'vitest'
import { mirrorAddressSchema } from './mirrorAddress'

describe('the address of a mirror', () => {
  it.each([
    'https://models.example/mirror',
    'http://localhost:8080',
    'http://127.0.0.1:9/x',
    'http://127.9.9.9/',
    'http://[::1]:8080/',
    'http://2130706433/',
    'http://0x7f.1/'
  ])('takes %s', (address) => expect(mirrorAddressSchema.safeParse(address).success).toBe(true))

  it.each([
    'http://models.example/',
    'http://localhost.models.example/',
    'http://127.0.0.1.models.example/',
    'http://[::2]/',
    'http://0.0.0.0/',
    'http://192.168.1.2/',
    'ftp://127.0.0.1/',
    'file:///etc',
    'https://user:secret@models.example/',
    'http://models.example@127.0.0.1/',
    'no address',
    'http:\\\\user@127.0.0.1/',
    `https://models.example/${'a'.repeat(500)}`
  ])('refuses %s', (address) => expect(mirrorAddressSchema.safeParse(address).success).toBe(false))
})
