import { execFile, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadScript, root } from './load'

const { messageProblems } = (await loadScript('hooks/message.mjs')) as {
  readonly messageProblems: (text: string) => readonly string[]
}
const { installHooks } = (await loadScript('hooks/install.mjs')) as {
  readonly installHooks: (root: string) => Promise<{ readonly file: string; readonly isNew: boolean }>
}

const subjectOf = (length: number): string => 'fix: '.padEnd(length, 'x')

describe('a commit message', () => {
  it.each([
    'feat: add a tool',
    'fix(store): keep the journal',
    'refactor(store/imports)!: rename the pending imports',
    'docs(cli,library): describe the alias\n\nWhy it is needed.\n',
    'chore: ä'.padEnd(72, 'ö'),
    subjectOf(72),
    '\n# a comment before the subject\nperf: less memory\n# a comment\n\nbody',
    `build: pin a version\n# ${'-'.repeat(24)} >8 ${'-'.repeat(24)}\ndiff --git a/a b/a\n`,
    'ci: check twice\r\n\r\nbody\r\n',
    'Merge branch "docs"',
    'Revert "feat: add a tool"',
    'fixup! feat: add a tool that has a name of its own, which makes this line far too long',
    'squash! whatever',
    'amend! whatever',
    '',
    '# only a comment\n'
  ])('is accepted: %j', (text) => {
    expect(messageProblems(text)).toEqual([])
  })

  it.each([
    ['Add a tool', /one of the types feat, fix,/],
    ['feature: add a tool', /one of the types/],
    ['Fix: the tool', /one of the types/],
    ['fix(Store): the tool', /one of the types/],
    ['fix():  the tool', /one of the types/],
    ['fix:the tool', /one of the types/],
    ['fix: ', /one of the types/],
    [subjectOf(73), /73 characters, the maximum is 72/],
    ['fix: the tool\nbecause it broke', /second line must be empty/]
  ])('is rejected: %j', (text, problem) => {
    const problems = messageProblems(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })
})

/** Git without the variables that it sets for its hooks, with an identity. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-git-config'),
  GIT_CONFIG_NOSYSTEM: '1',
  ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.invalid' },
  ...{ GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.invalid' }
}
const hasGit = spawnSync('git', ['--version']).status === 0

describe.skipIf(!hasGit)('the hook', () => {
  /** A repository with the check in it. */
  async function repository(): Promise<{ folder: string; git: (...args: string[]) => Promise<string> }> {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright hooks '))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const git = async (...args: string[]): Promise<string> => {
      const { stdout } = await promisify(execFile)('git', args, { cwd: folder, env })
      return stdout.trim()
    }
    await git('init', '--quiet')
    await cp(join(root, 'scripts/hooks'), join(folder, 'scripts/hooks'), { recursive: true })
    return { folder, git }
  }

  it('rejects a bad message, and lets a good one pass', async () => {
    const { folder, git } = await repository()
    expect(await installHooks(folder)).toMatchObject({ isNew: true })
    await expect(git('commit', '--allow-empty', '-m', 'Something')).rejects.toMatchObject({
      stderr: expect.stringMatching(/commit message: the subject must be "type\(scope\): subject"/) as string
    })
    await git('commit', '--allow-empty', '-m', 'test(hooks): something')
    expect(await git('log', '--format=%s')).toBe('test(hooks): something')
  })

  it('is installed once, and lets everything pass on a branch without the check', async () => {
    const { folder, git } = await repository()
    const { file } = await installHooks(folder)
    expect(await installHooks(folder)).toEqual({ file, isNew: false })
    await rm(join(folder, 'scripts'), { recursive: true })
    await git('commit', '--allow-empty', '-m', 'Something')
    expect(await git('log', '--format=%s')).toBe('Something')
  })

  it('does not replace another hook', async () => {
    const { folder } = await repository()
    const file = join(folder, '.git/hooks/commit-msg')
    await writeFile(file, '#!/bin/sh\nexit 0\n')
    await expect(installHooks(folder)).rejects.toThrow('exists and was not changed')
    expect(await readFile(file, 'utf8')).toBe('#!/bin/sh\nexit 0\n')
  })

  it('needs a checkout', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-hooks-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await expect(installHooks(folder)).rejects.toThrow('Hooks need Git and a Git checkout')
  })
})
