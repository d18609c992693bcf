import { Alert, Button, Loader, UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useHeldBack, useRecent, useText, useUi } from '../../state/context'
import { IconAlertTriangle, IconFolderOpen, IconPhoto } from '../common/icons'
import classes from './welcome.module.css'

/** What is shown while no project is open. */
export function Welcome(): ReactElement {
  const t = useText()
  const app = useApp()
  const opening = useUi((state) => state.opening)
  return (
    <main className={classes.page} data-testid="welcome">
      <div className={classes.content}>
        <h1 className={classes.title}>{t('welcome.title')}</h1>
        <p className={classes.text}>{t('welcome.text')}</p>
        <HeldBack />
        <div className={classes.ways}>
          <div>
            <Button
              size="sm"
              fullWidth
              leftSection={<IconFolderOpen size={17} aria-hidden />}
              disabled={opening}
              onClick={() => runAction(app, 'file.openFolder')}
              data-testid="welcome-open-folder"
            >
              {t('welcome.openFolder')}
            </Button>
            <p className={classes.hint}>{t('welcome.openFolderHint')}</p>
          </div>
          <div>
            <Button
              size="sm"
              fullWidth
              variant="default"
              leftSection={<IconPhoto size={17} aria-hidden />}
              disabled={opening}
              onClick={() => runAction(app, 'file.openSample')}
              data-testid="welcome-open-sample"
            >
              {t('welcome.openSample')}
            </Button>
            <p className={classes.hint}>{t('welcome.openSampleHint')}</p>
          </div>
        </div>
        {opening && (
          <p className={classes.opening} role="status">
            <Loader size={14} aria-hidden /> {t('welcome.opening')}
          </p>
        )}
        <Recent />
      </div>
    </main>
  )
}

/** A project that ended the last starts is opened again only when the user says so. */
function HeldBack(): ReactElement | null {
  const t = useText()
  const { opening } = useApp()
  const project = useHeldBack()
  if (project === null) return null
  return (
    <Alert
      mb="lg"
      color="orange"
      title={t('welcome.heldBack.title')}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      data-testid="welcome-held-back"
    >
      <p className={classes.heldBack} data-selectable>
        {t('welcome.heldBack.text', { folder: project.location })}
      </p>
      <Button
        size="xs"
        variant="default"
        onClick={() => void opening.openRecent(project.id)}
        data-testid="welcome-open-held-back"
      >
        {t('welcome.heldBack.open')}
      </Button>
    </Alert>
  )
}

function Recent(): ReactElement | null {
  const t = useText()
  const { opening } = useApp()
  const recent = useRecent()
  if (recent.length === 0) return null
  return (
    <section aria-label={t('welcome.recent')}>
      <h2 className={classes.heading}>{t('welcome.recent')}</h2>
      <ul className={classes.recent}>
        {recent.map((project) => (
          <li key={project.id}>
            <UnstyledButton
              className={classes.project}
              onClick={() => void opening.openRecent(project.id)}
              data-testid="welcome-recent"
            >
              <span>{project.name}</span>
              <span className={classes.location}>{project.location}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
