import { expect, test } from 'vitest'
import { loadScript } from './load'

const { spawnable } = (await loadScript('lib/run.mjs')) as {
  spawnable: (
    command: string,
    args: readonly string[],
    platform: string
  ) => { command: string; args: readonly string[]; shell: boolean }
}

test('commands are started as they are, but tools on Windows by one line for its shell', () => {
  const args = ['pack', 'C:\\My Images', '--say="yes"', '']
  expect(spawnable('npm', args, 'linux')).toEqual({ command: 'npm', args, shell: false })
  const node = 'C:\\Program Files\\node.exe'
  expect(spawnable(node, args, 'win32')).toEqual({ command: node, args, shell: false })
  expect(spawnable('npm', args, 'win32')).toEqual({
    command: 'npm pack "C:\\My Images" "--say=""yes""" ""',
    args: [],
    shell: true
  })
})
