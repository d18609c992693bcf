import type { ActionId } from '@shared/actions/actionTable'
import { editorActions, type EditorActionId } from '../editor/actions'
import type { EditorState } from '../editor/editorState'
import type { App } from './app'
import { neighbour, nextUnlabelled, type ListPosition } from './browse'
import type { ImportHistory } from '@shared/schema/importing'
import { isTakeable, type DifferencesState } from './differences/differencesStore'
import type { ProjectState } from './projectStore'
import { isRunning, type ProposalsState } from './proposals/proposalsStore'
import type { PlainDialog, SegmentScope } from './uiStore'

/** What decides whether an action can run. */
export interface ActionNow {
  readonly editor: EditorState | null
  readonly project: ProjectState
  readonly proposals: ProposalsState
  readonly imports: ImportHistory
  readonly differences: DifferencesState
}

interface AppAction {
  /** A promise that it returns is waited for, and its rejection shown. */
  readonly run: (app: App) => unknown
  readonly enabled: (now: ActionNow) => boolean
}

const always = (): boolean => true
const hasProject = ({ project }: ActionNow): boolean => project.project !== null
const hasImages = ({ project }: ActionNow): boolean => project.images.length > 0

const hasImage = ({ editor }: ActionNow): boolean => editor !== null && editor.image !== null
const idle = ({ project }: ActionNow): boolean =>
  project.task?.state !== 'running' && project.task?.state !== 'paused'
const offers = ({ editor }: ActionNow): boolean => editor?.tool === 'pool' && editor.pool.visible.length > 0

const hasDifferences = ({ differences }: ActionNow): boolean => differences.entries.length > 0

const segment =
  (scope: SegmentScope): AppAction['run'] =>
  ({ stores }) =>
    stores.ui.show({ kind: 'segment', scope })

const dialog =
  (kind: PlainDialog['kind']): AppAction['run'] =>
  ({ stores }) =>
    stores.ui.show({ kind })

/** Where the user is in the list. */
function browsed({ stores }: App): ListPosition {
  const { images, byId } = stores.project.getState()
  const { current } = stores.session.getState()
  const row = current === null ? null : (byId.get(current) ?? null)
  return { images, query: stores.ui.getState().query, current: row }
}

const go =
  (find: (list: ListPosition) => ListPosition['images'][number]['id'] | null): AppAction['run'] =>
  (app) => {
    const image = find(browsed(app))
    return image === null ? undefined : app.session.open(image)
  }

/** Bound exhaustively: a new action in the table does not compile until it stands here. */
const windowActions: Readonly<Record<Exclude<ActionId, EditorActionId>, AppAction>> = {
  'file.openFolder': { run: ({ opening }) => opening.chooseFolder(), enabled: always },
  'file.openSample': { run: ({ opening }) => opening.openSample(), enabled: always },
  'file.closeProject': { run: ({ opening }) => opening.close(), enabled: hasProject },
  'file.rescan': { run: ({ client }) => client.call('project.rescan'), enabled: hasProject },
  'file.import': { run: dialog('import'), enabled: hasProject },
  'file.export': { run: ({ exporting }) => exporting.show(), enabled: hasProject },
  'import.undo': {
    run: ({ importing }) => importing.undo(),
    enabled: ({ imports }) => imports.undo !== null
  },
  'import.redo': {
    run: ({ importing }) => importing.redo(),
    enabled: ({ imports }) => imports.redo !== null
  },
  'file.settings': { run: dialog('settings'), enabled: always },
  'object.class': { run: dialog('class'), enabled: hasProject },
  'view.toggleNames': {
    run: (app) =>
      app.changeSettings({ showClassNames: !app.stores.settings.getState().settings.showClassNames }),
    enabled: always
  },
  'view.commandPalette': { run: dialog('palette'), enabled: always },
  'image.next': { run: go((list) => neighbour(list, 1)), enabled: hasImages },
  'image.previous': { run: go((list) => neighbour(list, -1)), enabled: hasImages },
  'image.nextUnlabelled': { run: go(nextUnlabelled), enabled: hasImages },
  'image.search': { run: ({ stores }) => stores.ui.requestSearch(), enabled: hasProject },
  'models.show': { run: dialog('models'), enabled: always },
  'segment.image': { run: ({ proposals }) => proposals.show(), enabled: hasImage },
  'segment.settings': { run: segment('image'), enabled: hasImage },
  'segment.stop': {
    run: ({ proposals }) => proposals.stop(),
    enabled: ({ proposals }) => isRunning(proposals)
  },
  'segment.adoptAll': { run: ({ stores }) => stores.session.getState().editor?.adoptAll(), enabled: offers },
  'segment.restoreDismissed': {
    run: ({ proposals }) => proposals.restoreDismissed(),
    enabled: ({ proposals }) => proposals.pool?.proposals.some(({ dismissed }) => dismissed) === true
  },
  'segment.discard': {
    run: ({ proposals }) => proposals.discard(),
    enabled: ({ proposals }) => proposals.pool !== null
  },
  'segment.selected': { run: segment('selected'), enabled: (now) => hasImage(now) && idle(now) },
  'segment.filtered': { run: segment('filtered'), enabled: (now) => hasImages(now) && idle(now) },
  'segment.all': { run: segment('all'), enabled: (now) => hasImages(now) && idle(now) },
  'segment.annotate': { run: dialog('annotate'), enabled: (now) => hasImages(now) && idle(now) },
  'differences.next': { run: ({ differences }) => differences.step(1), enabled: hasDifferences },
  'differences.previous': { run: ({ differences }) => differences.step(-1), enabled: hasDifferences },
  'differences.take': {
    run: ({ differences }) => differences.take(),
    enabled: ({ differences }) => isTakeable(differences)
  },
  'differences.dismiss': {
    run: ({ differences }) => differences.dismiss(),
    enabled: ({ differences }) => differences.current !== null
  },
  'differences.reopen': {
    run: ({ differences }) => differences.reopen(),
    enabled: ({ differences }) => differences.decided.length > 0
  },
  'help.shortcuts': { run: dialog('shortcuts'), enabled: always },
  'help.restartEngine': { run: ({ client }) => client.call('inference.restart'), enabled: always },
  'help.about': { run: dialog('about'), enabled: always }
}

const isEditorAction = (id: ActionId): id is EditorActionId => id in editorActions

/** Whether the action could do something now. */
export function isEnabled(id: ActionId, now: ActionNow): boolean {
  if (!isEditorAction(id)) return windowActions[id].enabled(now)
  return now.editor !== null && editorActions[id].enabled(now.editor)
}

/** The state that decides about actions. */
export function actionNow({ stores }: App): ActionNow {
  const { editor } = stores.session.getState()
  return {
    editor: editor?.state ?? null,
    project: stores.project.getState(),
    proposals: stores.proposals.getState(),
    imports: stores.importing.getState(),
    differences: stores.differences.getState()
  }
}

/** Carries an action out, if it can run now. What it rejects with is shown to the user. */
export function runAction(app: App, id: ActionId): void {
  if (!isEnabled(id, actionNow(app))) return
  try {
    void Promise.resolve(start(app, id)).catch((error: unknown) => app.notifier.error(error))
  } catch (error) {
    app.notifier.error(error)
  }
}

function start(app: App, id: ActionId): unknown {
  if (!isEditorAction(id)) return windowActions[id].run(app)
  const { editor } = app.stores.session.getState()
  if (editor !== null) editorActions[id].run(editor)
  return undefined
}
