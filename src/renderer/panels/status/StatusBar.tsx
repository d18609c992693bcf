import type { ReactElement } from 'react'
import {
  useText,
  useApp,
  useEngine,
  useEditorState,
  usePointer,
  useSession,
  useProposals,
  useEditor,
  useProject
} from '../../state/context'
import { JobsButton } from '../jobs/JobsButton'
import classes from './status.module.css'
import { Button, Loader } from '@mantine/core'
import { problemText } from '@shared/i18n'
import type { EngineActivity } from '@shared/ipc/views'
import { runAction } from '../../state/appActions'
import { toImage } from '@shared/geometry/spaces'
import { isRunning } from '../../state/proposals/proposalsStore'
import { IconAlertTriangle, IconCheck } from '../common/icons'

/** The line at the bottom: where the pointer is, what the engine does, and whether all is saved. */
export function StatusBar(): ReactElement {
  const t = useText()
  return (
    <footer className={classes.bar} aria-label={t('status.label')}>
      <ImageStatus />
      <span className={classes.space} />
      <JobsButton />
      <PoolStatus />
      <EngineStatus />
      <StorageStatus />
      <SaveStatus />
    </footer>
  )
}

const busy: readonly EngineActivity[] = ['starting', 'encoding', 'encoding-ahead', 'predicting', 'restarting']

/** What the engine is, what it does, and a way to start it anew when it has failed. */
function EngineStatus(): ReactElement {
  const t = useText()
  const app = useApp()
  const { activity, modelName, device, problem, ahead } = useEngine((state) => state)
  return (
    <>
      {ahead.total > 0 && ahead.done < ahead.total && (
        <span title={t('status.aheadLabel')} data-testid="status-ahead">
          {t('status.ahead', { done: ahead.done, total: ahead.total })}
        </span>
      )}
      <span
        className={classes.item}
        role="status"
        title={activity === 'failed' && problem !== null ? problemText(t, problem) : undefined}
        data-testid="status-engine"
        data-activity={activity}
      >
        {busy.includes(activity) && <span className={classes.busy} aria-hidden />}
        <span className={classes.engine} data-failed={activity === 'failed' || undefined}>
          {t(`status.engine.${activity}`)}
        </span>
      </span>
      {activity === 'failed' && (
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          onClick={() => runAction(app, 'help.restartEngine')}
          data-testid="engine-restart"
        >
          {t('status.restart')}
        </Button>
      )}
      {modelName !== null && (
        <span className={classes.dimmed} title={t('status.modelLabel')} data-testid="status-model">
          {t('status.model', { model: modelName, device: device ? t(`models.device.names.${device}`) : '' })}
        </span>
      )}
    </>
  )
}

/** Pointer, size and zoom, in pixels of the image. */
function ImageStatus(): ReactElement | null {
  const t = useText()
  const image = useEditorState((state) => state.image)
  const zoom = useEditorState((state) => state.camera?.zoom ?? null)
  const opening = useSession((state) => state.opening)
  const notice = opening && (
    <span className={classes.opening} role="status">
      {t('canvas.opening')}
    </span>
  )
  if (image === null) return notice || null
  const { width, height } = image
  return (
    <>
      <PointerPosition />
      {width !== null && height !== null && (
        <span title={t('status.sizeLabel')} data-testid="status-size">
          {t('status.size', { width, height })}
        </span>
      )}
      {notice}
      {zoom !== null && (
        <span title={t('status.zoomLabel')} data-testid="status-zoom">
          {t('status.zoom', { percent: zoom < 0.1 ? (zoom * 100).toFixed(1) : Math.round(zoom * 100) })}
        </span>
      )}
    </>
  )
}

function PointerPosition(): ReactElement {
  const t = useText()
  const pointer = usePointer((state) => state.pointer)
  const camera = useEditorState((state) => state.camera)
  const image = useEditorState((state) => state.image)
  const at = pointer === null || camera === null ? null : toImage(camera, pointer)
  const inside =
    at !== null && at.x >= 0 && at.y >= 0 && at.x < (image?.width ?? 0) && at.y < (image?.height ?? 0)
  return (
    <span className={classes.pointer} title={t('status.pointerLabel')} data-testid="status-pointer">
      {inside ? t('status.pointer', { x: Math.floor(at.x), y: Math.floor(at.y) }) : ''}
    </span>
  )
}

/** How far whole-image segmentation of the shown image is, while it runs. */
function PoolStatus(): ReactElement | null {
  const t = useText()
  const running = useProposals(isRunning)
  const pool = useProposals((state) => (state.awaited === null ? state.pool : null))
  if (!running) return null
  return (
    <span className={classes.item} role="status" data-testid="status-pool">
      <Loader size={11} aria-hidden />
      {pool === null
        ? t('pool.statusPreparing')
        : t('pool.status', {
            done: pool.decodes + pool.skipped,
            total: pool.total,
            found: pool.proposals.length
          })}
    </span>
  )
}

/** Whether what is on screen is on disk. A failure stays until it is mended. */
function SaveStatus(): ReactElement | null {
  const t = useText()
  const editor = useEditor()
  const { pending, failed } = useEditorState((state) => state.saves)
  if (editor === null) return null
  if (failed !== null) {
    const text = t('status.notSaved', { reason: problemText(t, failed) })
    return (
      <span className={classes.item} role="alert" data-testid="status-save" data-state="failed">
        <IconAlertTriangle size={14} className={classes.bad} aria-hidden />
        <span className={classes.failure} title={text}>
          {text}
        </span>
        <Button size="compact-xs" color="red" onClick={() => editor.retrySaves()} data-testid="save-retry">
          {t('common.retry')}
        </Button>
      </span>
    )
  }
  return (
    <span
      className={classes.item}
      role="status"
      data-testid="status-save"
      data-state={pending > 0 ? 'saving' : 'saved'}
    >
      {pending === 0 && <IconCheck size={13} className={classes.good} aria-hidden />}
      {t(pending > 0 ? 'status.saving' : 'status.saved')}
    </span>
  )
}

/** Where the project is kept: said aloud only when that is not beside the images. */
function StorageStatus(): ReactElement | null {
  const t = useText()
  const project = useProject((state) => state.project)
  if (project === null) return null
  const elsewhere = project.storage === 'user-data'
  const where = t(elsewhere ? 'status.storedElsewhere' : 'status.storedBeside')
  return (
    <span
      className={classes.dimmed}
      title={`${project.location}\n${where}`}
      data-testid="status-storage"
      data-storage={project.storage}
    >
      {elsewhere ? where : project.name}
    </span>
  )
}
