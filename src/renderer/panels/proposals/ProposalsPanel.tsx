import { ActionIcon, Button, Tooltip, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useEditor, useEditorState, useProposals, useText } from '../../state/context'
import { isRunning, numbersOf } from '../../state/proposals/proposalsStore'
import { ActionButton } from '../common/ActionButton'
import { IconRefresh, IconTrash, IconX, IconCheck } from '../common/icons'
import { keepFocus } from '../common/focus'
import { Panel } from '../common/Panel'
import { PoolFilterFields } from './PoolFilterFields'
import { PoolNotice } from './PoolNotice'
import classes from './proposals.module.css'
import { numberNames, presetOf } from '../../state/proposals/settingsOf'
import { filtersOf } from '../../state/proposals/proposalActions'

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

/** What is known of the proposal that a click would adopt, or a lasso would; without one, how to adopt. */
function LitProposal(): ReactElement {
  const t = useText()
  const lit = useEditorState((state) => state.pool.hovered)
  const level = useEditorState((state) => state.pool.level)
  const enclosed = useEditorState(({ draft }) => (draft?.kind === 'lasso' ? draft.enclosed.length : null))
  if (enclosed !== null)
    return (
      <p className={classes.lit} data-testid="pool-enclosed">
        {t('pool.enclosed', { count: enclosed })}
      </p>
    )
  if (lit === null) return <p className={classes.lit}>{t('pool.hint')}</p>
  return (
    <p className={classes.lit} data-testid="pool-lit">
      {t('pool.lit', {
        // What the model expects of itself may be more than everything.
        score: Math.min(100, Math.round(lit.score * 100)),
        stability: Math.round(lit.stability * 100),
        area: lit.area
      })}
      {level !== null && level.of > 1 && (
        <span className={classes.level} data-testid="pool-level">
          {t('pool.level', level)}
        </span>
      )}
    </p>
  )
}

/** The model and the settings that made the pool; of a detector's only the models. */
function MadeWith(): ReactElement | null {
  const t = useText()
  const pool = useProposals((state) => state.pool)
  if (pool === null) return null
  const { modelId, params, strategy, proposals } = pool
  if (proposals.some(({ detected }) => detected)) {
    return (
      <p className={classes.made} title={modelId} data-testid="pool-made-with" data-preset="detector">
        {modelId}
      </p>
    )
  }
  const preset = presetOf(numbersOf(params))
  const settings =
    preset === 'own'
      ? t('segment.own', { count: params.pointsPerSide })
      : t('segment.named', {
          preset: t(`segment.presets.${preset}`),
          strategy: t(`segment.strategies.${strategy}`).toLowerCase()
        })
  const all = numberNames.map((name) => `${t(`segment.params.${name}.name`)}: ${params[name]}`)
  return (
    <p
      className={classes.made}
      title={[t('pool.madeWithLabel'), ...all].join('\n')}
      data-testid="pool-made-with"
      data-preset={preset}
    >
      {t('pool.madeWith', { model: modelId, settings })}
    </p>
  )
}

/** What can be done with all of them at once. */
function PoolActions(): ReactElement {
  const t = useText()
  const app = useApp()
  const taken = useEditorState((state) => state.pool.taken.length)
  const parts = useProposals(({ pool }) => (pool ? filtersOf(pool).parts : 'all'))
  const dismissed = useEditorState((state) => state.pool.dismissed.length)
  const adopted = useEditorState((state) => state.pool.adopted)
  return (
    <div className={classes.actions}>
      <Button
        size="compact-xs"
        disabled={taken === 0}
        leftSection={<IconCheck size={13} aria-hidden />}
        onMouseDown={keepFocus}
        onClick={() => runAction(app, 'segment.adoptAll')}
        data-testid="pool-adopt-all"
      >
        {t(`pool.adopt.${parts}`, { count: taken })}
      </Button>
      {dismissed > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          onMouseDown={keepFocus}
          onClick={() => runAction(app, 'segment.restoreDismissed')}
          data-testid="pool-restore"
        >
          {t('pool.restoreDismissed', { count: dismissed })}
        </Button>
      )}
      {adopted > 0 && (
        <span className={classes.dimmed} data-testid="pool-adopted" data-count={adopted}>
          {t('pool.adopted', { count: adopted })}
        </span>
      )}
    </div>
  )
}

/** How far the run has come, and a way to end it. */
function RunProgress(): ReactElement | null {
  const t = useText()
  const app = useApp()
  const running = useProposals(isRunning)
  const pool = useProposals((state) => (state.awaited === null ? state.pool : null))
  if (!running) return null
  const done = pool === null ? 0 : pool.decodes + pool.skipped
  const total = pool?.total ?? 0
  return (
    <div
      className={classes.progress}
      role="status"
      data-testid="pool-progress"
      data-done={done}
      data-total={total}
    >
      <Progress value={total > 0 ? (100 * done) / total : 100} animated={total === 0} aria-hidden />
      <div className={classes.line}>
        <span className={classes.grow}>
          {total === 0
            ? t('pool.preparing')
            : `${t('pool.progress', { done, total })}${t('common.listSeparator')}${t('pool.found', { count: pool?.proposals.length ?? 0 })}`}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          onMouseDown={keepFocus}
          onClick={() => runAction(app, 'segment.stop')}
          data-testid="pool-cancel"
        >
          {t('pool.cancel')}
        </Button>
      </div>
    </div>
  )
}
