import { describe, expect, it } from 'vitest'
import { DownloadRules, windowMayRequest } from './requestFilter'

const packaged = { schemes: ['app', 'app-image'], developmentServer: undefined }
const development = { ...packaged, developmentServer: 'http://localhost:5173' }

describe('the window', () => {
  it.each([
    'app://maskwright/index.html',
    'app-image://image/1',
    'blob:app://maskwright/1-2',
    'data:text/plain,x'
  ])('may request %s', (url) => expect(windowMayRequest(url, packaged)).toBe(true))

  it.each([
    'https://example.com/',
    'http://localhost:5173/',
    'http://127.0.0.1/',
    'ws://localhost:5173/',
    'wss://example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'devtools://devtools/bundled/inspector.html',
    'chrome://net-internals/',
    'application://x/',
    'no address'
  ])('may not request %s', (url) => expect(windowMayRequest(url, packaged)).toBe(false))

  it('may request the development server in development, and no other', () => {
    expect(windowMayRequest('http://localhost:5173/src/main.tsx', development)).toBe(true)
    expect(windowMayRequest('ws://localhost:5173/?token=x', development)).toBe(true)
    expect(windowMayRequest('devtools://devtools/bundled/inspector.html', development)).toBe(true)
    expect(windowMayRequest('http://localhost:5174/', development)).toBe(false)
    expect(windowMayRequest('https://example.com/', development)).toBe(false)
  })
})

describe('a download', () => {
  const address = 'https://models.example/sam.onnx'

  it('may request its address while it runs, and nothing else', () => {
    const rules = new DownloadRules()
    expect(rules.mayRequest({ id: 1, url: address })).toBe(false)
    const close = rules.open(address)
    expect(rules.mayRequest({ id: 2, url: address })).toBe(true)
    expect(rules.mayRequest({ id: 3, url: 'https://models.example/other.onnx' })).toBe(false)
    expect(rules.mayRequest({ id: 4, url: 'data:text/plain,x' })).toBe(false)
    close()
    expect(rules.mayRequest({ id: 5, url: address })).toBe(false)
  })

  it('follows redirects, but never from https to http', () => {
    const rules = new DownloadRules()
    rules.open(address)
    expect(rules.mayRequest({ id: 1, url: address })).toBe(true)
    expect(rules.mayRequest({ id: 1, url: 'https://cdn.example/1' })).toBe(true)
    expect(rules.mayRequest({ id: 1, url: 'http://cdn.example/1' })).toBe(false)
    expect(rules.mayRequest({ id: 2, url: 'https://cdn.example/1' })).toBe(false)
    rules.ended({ id: 1 })
    expect(rules.mayRequest({ id: 1, url: 'https://cdn.example/1' })).toBe(false)
  })

  it('of a mirror in the own network may stay at http', () => {
    const rules = new DownloadRules()
    rules.open('http://mirror:8080/sam.onnx')
    expect(rules.mayRequest({ id: 1, url: 'http://mirror:8080/sam.onnx' })).toBe(true)
    expect(rules.mayRequest({ id: 1, url: 'http://mirror:8080/files/sam.onnx' })).toBe(true)
  })

  it('that runs twice is open until both have ended', () => {
    const rules = new DownloadRules()
    const [first, second] = [rules.open(address), rules.open(address)]
    first()
    expect(rules.mayRequest({ id: 1, url: address })).toBe(true)
    second()
    expect(rules.mayRequest({ id: 2, url: address })).toBe(false)
  })
})
