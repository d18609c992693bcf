import { Button } from '@mantine/core'
import { Component, type ReactElement, type ReactNode } from 'react'
import { useApp, useText } from '../../state/context'
import { EmptyState } from './EmptyState'
import { IconAlertTriangle } from './icons'

interface Props {
  readonly children: ReactNode
  readonly onError: (error: unknown) => void
}

class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error)
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed retry={() => this.setState({ failed: false })} /> : this.props.children
  }
}

function Failed({ retry }: { readonly retry: () => void }): ReactElement {
  const t = useText()
  return (
    <EmptyState
      icon={IconAlertTriangle}
      title={t('notices.windowError')}
      text={t('notices.windowErrorText')}
      testId="panel-failed"
    >
      <Button variant="default" onClick={retry}>
        {t('common.retry')}
      </Button>
    </EmptyState>
  )
}

/** Keeps a failure of one part of the window to that part, and tells of it. */
export function ErrorBoundary({ children }: { readonly children: ReactNode }): ReactElement {
  const { notifier } = useApp()
  return <Boundary onError={(error) => notifier.error(error)}>{children}</Boundary>
}
