import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useEditor, useEditorState, useProposals, useText } from '../../state/context'
import { isRunning } from '../../state/proposals/proposalsStore'
import { ActionButton } from '../common/ActionButton'
import { IconRefresh, IconTrash, IconX } from '../common/icons'
import { keepFocus } from '../common/keepFocus'
import { Panel } from '../common/Panel'
import { LitProposal } from './LitProposal'
import { MadeWith } from './MadeWith'
import { PoolActions } from './PoolActions'
import { PoolFilterFields } from './PoolFilterFields'
import { PoolNotice } from './PoolNotice'
import { RunProgress } from './RunProgress'
import classes from './proposals.module.css'

/** The pool of the shown image, while its tool is chosen: what is under way, what is offered, and the filters. */
export function ProposalsPanel(): ReactElement | null {
  const t = useText()
  const shown = useEditorState((state) => state.tool === 'pool')
  const pool = useProposals((state) => state.pool)
  const running = useProposals(isRunning)
  const visible = useEditorState((state) => state.pool.visible.length)
  if (!shown) return null
  const total = pool?.proposals.length ?? 0
  return (
    <div
      className={classes.panel}
      data-testid="pool"
      data-state={running ? 'running' : (pool?.state ?? 'none')}
    >
      <Panel
        title={t('pool.title')}
        detail={pool === null ? undefined : t('pool.shown', { visible, total })}
        actions={<PoolButtons />}
        testId="proposals-panel"
      >
        <div className={classes.body}>
          <RunProgress />
          <PoolNotice />
          {total > 0 && (
            <>
              <PoolActions />
              <LitProposal />
              <PoolFilterFields />
              <MadeWith />
            </>
          )}
          {pool === null && !running && <StartButton />}
        </div>
      </Panel>
    </div>
  )
}

function PoolButtons(): ReactElement {
  const t = useText()
  const editor = useEditor()
  return (
    <>
      <ActionButton
        action="segment.settings"
        icon={IconRefresh}
        testId="pool-again"
        name={t('pool.runAgain')}
      />
      <ActionButton
        action="segment.discard"
        icon={IconTrash}
        testId="pool-discard"
        name={t('pool.discard')}
      />
      <Tooltip label={`${t('pool.hide')} (${t('keys.escape')})`}>
        <ActionIcon
          aria-label={t('pool.hide')}
          onMouseDown={keepFocus}
          onClick={() => editor?.hidePool()}
          data-testid="pool-hide"
        >
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function StartButton(): ReactElement {
  const t = useText()
  const app = useApp()
  return (
    <Button onMouseDown={keepFocus} onClick={() => runAction(app, 'segment.image')} data-testid="pool-start">
      {t('pool.startKey')}
    </Button>
  )
}
