/** The types of Conventional Commits that this repository uses. */
export const COMMIT_TYPES = [
  'feat',
  'fix',
  'docs',
  'test',
  'refactor',
  'perf',
  'build',
  'ci',
  'chore',
  'style',
  'revert'
]

/** Maximum length of the subject line, type and scope included. */
export const MAX_SUBJECT_CHARACTERS = 72

/** `type(scope)!: subject` */
const CONVENTIONAL = new RegExp(`^(?:${COMMIT_TYPES.join('|')})(?:\\([a-z0-9][a-z0-9/,-]*\\))?!?: \\S`)

/** Messages that Git writes itself, and commits that a rebase folds into others. */
const EXEMPT = /^(?:Merge |Revert "|(?:fixup|squash|amend)! )/

/** Below this line Git shows the diff (`git commit --verbose`). */
const SCISSORS = /^# -+ >8 -+$/

/**
 * Checks a commit message against Conventional Commits.
 * @param {string} text the message as Git hands it to the hook, comment lines included
 * @returns {string[]} the problems; empty for a valid, an exempt or an empty message (which Git itself rejects)
 */
export function messageProblems(text) {
  const [subject, second = ''] = messageLines(text)
  if (subject === undefined || EXEMPT.test(subject)) return []
  const problems = []
  if (!CONVENTIONAL.test(subject)) {
    problems.push(
      `the subject must be "type(scope): subject" with one of the types ${COMMIT_TYPES.join(', ')}`
    )
  }
  const length = [...subject].length
  if (length > MAX_SUBJECT_CHARACTERS) {
    problems.push(`the subject has ${length} characters, the maximum is ${MAX_SUBJECT_CHARACTERS}`)
  }
  if (second.trim() !== '') problems.push('the second line must be empty')
  return problems
}

/** The lines from the subject on, without comments. */
function messageLines(text) {
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex((line) => SCISSORS.test(line))
  const own = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('#'))
  const start = own.findIndex((line) => line.trim() !== '')
  return start < 0 ? [] : own.slice(start)
}
