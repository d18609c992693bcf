import { expect, it } from 'vitest'
import { OpenRequests } from './openRequests'

it('keeps the newest request until it is taken, and tells of those from before it was listened to', () => {
  const requests = new OpenRequests()
  let told = 0
  requests.request('/photos/old')
  requests.request('/photos/new')
  requests.listen(() => told++)
  expect(told).toBe(1)
  expect(requests.take()).toBe('/photos/new')
  expect(requests.take()).toBeNull()
  requests.request('/photos/last')
  expect(told).toBe(2)
  expect(requests.take()).toBe('/photos/last')
})
