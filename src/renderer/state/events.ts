import type { App } from './app'
import type { ProjectView } from '@shared/ipc/views'
import { noticeEngine } from './engineNotices'
import { runMenuCommand } from './menuCommands'

/** Leads every event of main to the store that it belongs to; returns what ends it. */
export function wireEvents(app: App): () => void {
  const { client, stores, notifier, t } = app
  const gate = openingGate(app)
  // The engine may have failed before the window was there.
  const { problem } = stores.engine.getState()
  if (problem !== null) notifier.problem(problem)
  const ends = [
    client.on('app.closing', () => void finish(app).catch((error: unknown) => notifier.error(error))),
    client.on('app.openRequested', () => void app.opening.openLaunch()),
    client.on('project.changed', (view) => gate.run(() => changeProject(app, view))),
    client.on('recent.changed', (recent) => stores.recent.setState({ recent })),
    client.on('images.added', (rows) => gate.run(() => stores.project.addImages(rows))),
    client.on('images.changed', (rows) => gate.run(() => stores.project.changeImages(rows))),
    client.on('images.scan', (scan) => gate.run(() => stores.project.changeScan(scan))),
    client.on('objects.changed', (change) =>
      gate.run(
        () => void app.importing.objectsChanged(change).catch((error: unknown) => notifier.error(error))
      )
    ),
    client.on('embedding.changed', (change) => gate.run(() => stores.project.changeEmbeddings([change]))),
    client.on('proposals.changed', (change) => gate.run(() => app.proposals.change(change))),
    client.on('task.changed', (task) => gate.run(() => stores.project.changeTask(task))),
    client.on('engine.changed', (view) => {
      noticeEngine(notifier, t, stores.engine.getState(), view)
      stores.engine.setState(view)
    }),
    client.on('models.changed', (view) => stores.models.setState({ view })),
    client.on('job.progress', (progress) => stores.jobs.progress(progress)),
    client.on('job.finished', (finished) => stores.jobs.finish(finished)),
    client.on('jobs.changed', (list) => stores.jobs.setState({ list })),
    client.on('menu.command', (id) => runMenuCommand(app, id)),
    openFirstImage(app),
    withdrawOldUndo(app),
    followProject(app),
    followClassNames(app),
    () => app.proposals.end(),
    () => app.differences.end(),
    gate.end
  ]
  return () => ends.forEach((end) => end())
}

/** Brings everything to the disk that is on its way there, before main closes the window. */
async function finish({ client, stores }: App): Promise<void> {
  await stores.session.getState().editor?.finish()
  await client.call('app.finished')
}

/**
 * Holds events back while a project is being opened and its images are being listed. Main tells of the new project
 * before its call returns, and image ids are each project's own; the list may be older than an event that came first.
 */
function openingGate({ stores }: App): { run: (event: () => void) => void; end: () => void } {
  const waiting: (() => void)[] = []
  const closed = (): boolean => stores.ui.getState().opening || !stores.project.getState().listed
  const run = (event: () => void): void => {
    if (closed()) waiting.push(event)
    else event()
  }
  const release = (): void => {
    while (!closed() && waiting.length > 0) waiting.shift()?.()
  }
  const ends = [
    stores.ui.subscribe(({ opening }, before) => opening !== before.opening && release()),
    stores.project.subscribe(({ listed }, before) => listed !== before.listed && release())
  ]
  return { run, end: () => ends.forEach((end) => end()) }
}

/** The project itself changed, or main closed or opened one unasked. */
function changeProject({ stores, opening, notifier }: App, view: ProjectView | null): void {
  const now = stores.project.getState().project
  if (view === null || view.location !== now?.location) {
    if (view !== now) void opening.show(view).catch((error: unknown) => notifier.error(error))
    return
  }
  const known = new Set(now.notices.map((notice) => notice.message))
  stores.project.changeView(view)
  for (const notice of view.notices) if (!known.has(notice.message)) notifier.notice(notice)
}

/** The way back that a notice offers is that of the last edit of the classes, in the project that is open. */
function withdrawOldUndo({ stores, notifier }: App): () => void {
  return stores.project.subscribe(({ project }, before) => {
    if (project?.labelHistory !== before.project?.labelHistory) notifier.withdraw()
  })
}

/** Each project has imports of its own, and an export of one is not that of another. */
function followProject({ stores, importing, exporting, notifier }: App): () => void {
  return stores.session.subscribe(({ editor }, before) => {
    if (editor === before.editor) return
    exporting.reset()
    importing.refresh().catch((error: unknown) => notifier.error(error))
  })
}

/** A project that was never looked at shows its first image as soon as one is found. */
function openFirstImage({ stores, session, notifier }: App): () => void {
  return stores.project.subscribe(({ project, images }) => {
    const { editor, current } = stores.session.getState()
    if (project?.currentImage !== null || editor === null || current !== null) return
    const first = images.find((row) => row.problem === null)
    if (first !== undefined) void session.open(first.id).catch((error: unknown) => notifier.error(error))
  })
}

/** Class names on the image are a setting, so that they stay as they are from project to project. */
function followClassNames({ stores }: App): () => void {
  const show = (): void => {
    const { showClassNames } = stores.settings.getState().settings
    stores.session.getState().editor?.look.setNamesVisible(showClassNames)
  }
  const ends = [
    stores.settings.subscribe(show),
    stores.session.subscribe(({ editor }, before) => {
      if (editor !== before.editor) show()
    })
  ]
  return () => ends.forEach((end) => end())
}
