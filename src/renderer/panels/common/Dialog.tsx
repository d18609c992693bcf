import { Modal, type ModalProps } from '@mantine/core'
import type { ReactElement } from 'react'
import { useText } from '../../state/context'

/** A dialog over the window; it is shown for as long as it is there. */
export function Dialog(props: Omit<ModalProps, 'opened'> & { readonly 'data-testid': string }): ReactElement {
  const t = useText()
  return <Modal opened closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />
}
