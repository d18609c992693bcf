// Git's commit-msg hook: rejects messages that are not Conventional Commits. "npm run setup:hooks" installs it.
import { readFileSync } from 'node:fs'
import { messageProblems } from './message.mjs'

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Usage: commit-msg.mjs FILE\n')
  process.exitCode = 2
} else {
  const problems = messageProblems(readFileSync(file, 'utf8'))
  for (const problem of problems) process.stderr.write(`commit message: ${problem}\n`)
  if (problems.length > 0) {
    process.stderr.write('See "Commits" in CONTRIBUTING.md.\n')
    process.exitCode = 1
  }
}
