import type { ReactElement } from 'react'
import type { Severity } from '@shared/schema/export'
import { useText } from '../../../state/context'
import { IconAlertTriangle, IconInfoCircle, IconX } from '../../common/icons'

const looks = {
  error: { icon: IconX, color: 'var(--bad)' },
  warning: { icon: IconAlertTriangle, color: 'var(--busy)' },
  note: { icon: IconInfoCircle, color: 'var(--mantine-color-dimmed)' }
} as const satisfies Record<Severity, object>

/** How bad something is. */
export function SeverityIcon({ severity }: { readonly severity: Severity }): ReactElement {
  const t = useText()
  const { icon: Symbol, color } = looks[severity]
  return <Symbol size={15} color={color} role="img" aria-label={t(`dialogs.export.severities.${severity}`)} />
}
