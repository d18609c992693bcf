import type { Problem } from '../schema/problem'
import { problems } from './en/problems'
import type { Translate } from './translation'

/** A few words: which kind of problem it is. */
export function problemTitle(t: Translate, problem: Pick<Problem, 'kind'>): string {
  return t(`problems.${problem.kind}.title`)
}

/** The whole sentence; the title alone where the problem does not carry what the sentence needs. */
export function problemText(t: Translate, problem: Problem): string {
  const names = [...problems[problem.kind].text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '')
  if (names.some((name) => problem.params[name] === undefined)) return `${problemTitle(t, problem)}.`
  const fill = t as (key: string, params: Problem['params']) => string
  return fill(`problems.${problem.kind}.text`, problem.params)
}
