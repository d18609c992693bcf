import { ActionIcon } from '@mantine/core'
import { useEffect, useRef, type ReactElement } from 'react'
import { useJobList, useText } from '../../state/context'
import { IconX } from '../common/icons'
import { JobRow } from './JobRow'
import classes from './jobs.module.css'

/** Every job that runs or has ended, the newest first. */
export function JobsPanel({ close }: { readonly close: () => void }): ReactElement {
  const t = useText()
  const list = useJobList()
  const closeButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The button that was pressed went with its job.
    if (document.activeElement === document.body) closeButton.current?.focus()
  }, [list])
  return (
    <>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('jobs.title')}</h2>
        <ActionIcon
          ref={closeButton}
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('common.close')}
          onClick={close}
          data-autofocus
          data-testid="jobs-close"
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </header>
      {list.length === 0 && <p className={classes.none}>{t('jobs.none')}</p>}
      <ul className={classes.list}>
        {list.toReversed().map((job) => (
          <JobRow key={job.id} job={job} close={close} />
        ))}
      </ul>
    </>
  )
}
