import type { App } from './app'
import { runAction } from './appActions'
import { noticeEngine } from './engineNotices'

/** Leads every event of main to the store that it belongs to; returns what ends it. */
export function wireEvents(app: App): () => void {
  const { client, stores, opening, notifier, t } = app
  const ends = [
    client.on('project.changed', (view) => {
      const now = stores.project.getState().project
      if (view !== null && view.location === now?.location) stores.project.changeView(view)
      // While the window itself opens a project, the call's answer says the same.
      else if (!stores.ui.getState().opening && view !== now)
        void opening.show(view).catch((error: unknown) => notifier.error(error))
    }),
    client.on('recent.changed', (recent) => stores.recent.setState({ recent })),
    client.on('images.added', (rows) => stores.project.addImages(rows)),
    client.on('images.changed', (rows) => stores.project.changeImages(rows)),
    client.on('images.scan', (scan) => stores.project.changeScan(scan)),
    client.on('embedding.changed', (change) => stores.project.changeEmbeddings([change])),
    client.on('engine.changed', (view) => {
      noticeEngine(notifier, t, stores.engine.getState(), view)
      stores.engine.setState(view)
    }),
    client.on('job.progress', (progress) => stores.jobs.progress(progress)),
    client.on('job.finished', (finished) => stores.jobs.finish(finished)),
    client.on('menu.command', (id) => runAction(app, id)),
    openFirstImage(app)
  ]
  return () => ends.forEach((end) => end())
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
