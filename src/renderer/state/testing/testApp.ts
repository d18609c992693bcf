import type { Translate } from '@shared/i18n'
import type { Problem } from '@shared/schema/problem'
import { toProblem } from '@shared/schema/problem'
import { createClient } from '../../api/client'
import { createApp, type App } from '../app'
import { wireEvents } from '../events'
import type { Notifier } from '../notifier'
import type { FakeMain } from './fakeMain'

/** A notifier that only remembers. */
export class RecordedNotices implements Notifier {
  readonly problems: Problem[] = []
  readonly infos: string[] = []
  readonly done: Notifier['done'] = (text, undo) => void this.undoable.push({ text, undo })
  readonly offers: { readonly text: string; readonly act: () => void }[] = []
  readonly offer: Notifier['offer'] = (text, _action, act) => {
    this.offers.push({ text, act })
    return () => void (this.offers.length = 0)
  }
  readonly withdraw: Notifier['withdraw'] = () => void (this.undoable.length = 0)
  readonly undoable: { readonly text: string; readonly undo: () => void }[] = []
  readonly problem: Notifier['problem'] = (problem) => void this.problems.push(problem)
  readonly notice = this.problem
  readonly error: Notifier['error'] = (error) => void this.problems.push(toProblem(error))
  readonly info: Notifier['info'] = (title) => void this.infos.push(title)
}

/** The whole application core over a main process in memory, events wired. */
export function testApp(
  main: FakeMain,
  notify?: (t: Translate) => Notifier
): { app: App; notices: RecordedNotices } {
  const notices = new RecordedNotices()
  const app = createApp(createClient(main), main.bootstrap(), notify ?? (() => notices))
  wireEvents(app)
  return { app, notices }
}

/** Lets everything that waits for promises happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
