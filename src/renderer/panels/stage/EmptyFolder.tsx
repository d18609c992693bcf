import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ActionId } from '@shared/actions/actionTable'
import { runAction } from '../../state/appActions'
import { useApp, useProject, useText } from '../../state/context'
import { EmptyState } from '../common/EmptyState'
import { IconFolderOpen } from '../common/icons'

/** The folder holds no image: which folder it is, and what can be done. */
export function EmptyFolder(): ReactElement {
  const t = useText()
  const app = useApp()
  const location = useProject((state) => state.project?.location ?? '')
  const button = (id: ActionId): ReactElement => (
    <Button variant="default" onClick={() => runAction(app, id)}>
      {t(`actions.${id}`)}
    </Button>
  )
  return (
    <EmptyState
      icon={IconFolderOpen}
      title={t('images.emptyFolder')}
      text={`${location}\n${t('images.emptyFolderHint')}`}
      testId="empty-folder"
    >
      <Group>
        {button('file.rescan')}
        {button('file.openFolder')}
      </Group>
    </EmptyState>
  )
}
