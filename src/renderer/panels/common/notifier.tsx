import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { problemText, problemTitle, type Translate } from '@shared/i18n'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { Notifier } from '../../state/notifier'

const silent: readonly Problem['kind'][] = ['superseded', 'cancelled']

/** Notifications in the corner. The same kind of problem replaces its predecessor instead of piling up. */
export function createNotifier(t: Translate): Notifier {
  const closeButton = (): { 'aria-label': string } => ({ 'aria-label': t('common.close') })
  const show = (found: Problem, color: 'red' | 'yellow'): void => {
    if (silent.includes(found.kind)) return
    const id = `problem-${found.kind}`
    notifications.hide(id)
    notifications.show({
      id,
      color,
      title: problemTitle(t, found),
      message: problemText(t, found),
      autoClose: 15_000,
      closeButtonProps: closeButton(),
      withBorder: true
    })
  }
  const done = 'done'
  const offer = 'offer'
  const problem = (found: Problem): void => show(found, 'red')
  return {
    problem,
    // An empty folder says so itself, where its images would be.
    notice: (found) => {
      if (found.kind !== 'folder-empty') show(found, 'yellow')
    },
    error: (error) => {
      // What is no ProblemError is a fault of the program, whose trace is wanted.
      if (!(error instanceof ProblemError)) console.error(error)
      problem(toProblem(error))
    },
    info: (title, message) =>
      notifications.show({ title, message, closeButtonProps: closeButton(), withBorder: true }),
    done: (text, undo) => {
      const takeBack = (): void => {
        notifications.hide(done)
        undo()
      }
      notifications.hide(done)
      notifications.show({
        id: done,
        withBorder: true,
        closeButtonProps: closeButton(),
        message: (
          <Group justify="space-between" wrap="nowrap">
            <span>{text}</span>
            <Button variant="light" flex="none" onClick={takeBack} data-testid="toast-undo">
              {t('common.undo')}
            </Button>
          </Group>
        )
      })
    },
    offer: (text, action, act) => {
      const withdraw = (): void => void notifications.hide(offer)
      withdraw()
      notifications.show({
        id: offer,
        withBorder: true,
        autoClose: false,
        closeButtonProps: closeButton(),
        message: (
          <Group justify="space-between" wrap="nowrap">
            <span>{text}</span>
            <Button
              variant="light"
              flex="none"
              onClick={() => {
                withdraw()
                act()
              }}
              data-testid="toast-offer"
            >
              {action}
            </Button>
          </Group>
        )
      })
      return withdraw
    },
    withdraw: () => void notifications.hide(done)
  }
}
