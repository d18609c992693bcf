import type { PreflightCode, PreflightProblem, PreflightReport, Severity } from '@shared/schema/exporting'

/** How grave each finding is: an error is left out of an export, a warning is likely a mistake. */
const severities: Readonly<Record<PreflightCode, Severity>> = {
  'nothing-to-export': 'error',
  'image-unreadable': 'error',
  'object-misfit': 'error',
  'object-unknown-class': 'error',
  'object-empty': 'error',
  'object-outside': 'warning',
  'object-tiny': 'warning',
  'object-placeholder': 'warning',
  'object-duplicate': 'warning',
  'image-unlabelled': 'note',
  'class-unused': 'note'
}

/** How many findings are kept one by one. */
const MOST_NAMED = 1000

/** Collects findings. Its size is bounded, whatever the project. */
export class PreflightLog {
  private readonly counts = new Map<PreflightCode, number>()
  private readonly named: Record<Severity, PreflightProblem[]> = { error: [], warning: [], note: [] }

  add(code: PreflightCode, where: Partial<Omit<PreflightProblem, 'code' | 'severity'>> = {}): void {
    const severity = severities[code]
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1)
    const named = this.named[severity]
    if (named.length >= MOST_NAMED) return
    named.push({ severity, code, image: null, file: null, object: null, params: {}, ...where })
  }

  report(): Pick<PreflightReport, 'counts' | 'problems'> {
    const { error, warning, note } = this.named
    return {
      counts: [...this.counts].map(([code, count]) => ({ code, severity: severities[code], count })),
      problems: [...error, ...warning, ...note].slice(0, MOST_NAMED)
    }
  }
}
