import { deviceSchema, type Device } from '../schema/models'
import type { Problem } from '../schema/problem'
import { problems, reasons } from './en/problems'
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
  const { missing, reason, device } = problem.params
  const params = {
    ...problem.params,
    ...(reason !== undefined && { reason: reasonText(t, reason) }),
    ...(isDevice(device) && { device: t(`models.device.names.${device}`) }),
    ...(isCode(missing) && { missing: t(`reasons.${missing}`) })
  }
  return fill(`problems.${problem.kind}.text`, params)
}

/** A reason in words, where it is a code that there are words for; otherwise as it comes. */
export function reasonText(t: Translate, reason: string | number): string | number {
  return isCode(reason) ? t(`reasons.${reason}`) : reason
}

function isDevice(device: unknown): device is Device {
  return deviceSchema.safeParse(device).success
}

function isCode(reason: unknown): reason is keyof typeof reasons {
  return typeof reason === 'string' && Object.hasOwn(reasons, reason)
}
