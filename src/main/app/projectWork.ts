import type { FolderTaskView } from '@shared/ipc/views'
import type { InferenceService } from '../inference/inferenceService'
import type { ProjectStore } from '../../store/projectStore'
import { ProposalRuns } from '../proposals/proposalRuns'
import { autoAnnotateWork, type DetectorLibrary } from '../../jobs/folder/autoAnnotateWork'
import { everythingWork } from '../../jobs/folder/everythingWork'
import { folderJob } from '../../jobs/folder/folderJob'
import { FolderTask } from '../../jobs/folder/folderTask'
import type { Attachment, Jobs } from '../../jobs/jobs'
import type { Broadcast } from '@shared/ipc/contract'
import type { ChangeBroadcaster } from './broadcastChanges'

export interface ProjectWorkOptions {
  readonly inference: Pick<InferenceService, 'modelId' | 'ready' | 'everything' | 'detect' | 'pausePrefetch'>
  readonly detectors: DetectorLibrary
  readonly broadcast: Broadcast
  readonly jobs: Pick<Jobs, 'attach'>
  readonly changes: Pick<ChangeBroadcaster, 'proposals'>
}

/** The work that goes on in the background for one open project, and ends with it. */
export class ProjectWork {
  readonly proposals: ProposalRuns
  readonly task: FolderTask
  readonly #attachment: Attachment

  constructor(store: ProjectStore, { inference, detectors, broadcast, changes, jobs }: ProjectWorkOptions) {
    const runs = new ProposalRuns({ store, inference, report: changes.proposals })
    this.proposals = runs
    this.task = new FolderTask({
      store,
      workOf: (settings) =>
        settings.kind === 'everything'
          ? everythingWork(settings, { store, runs, inference })
          : autoAnnotateWork(settings, { store, runs, inference, detectors }),
      changed: (view: FolderTaskView | null) => {
        broadcast('task.changed', view)
        this.#attachment.changed()
      },
      working: (working) => inference.pausePrefetch(working)
    })
    this.#attachment = jobs.attach(folderJob(this.task, (image) => store.image(image)?.path ?? null))
  }

  /** Ends what goes on; what it has done is kept. */
  async dispose(): Promise<void> {
    await Promise.all([this.task.dispose(), this.proposals.dispose()])
    this.#attachment.detach()
  }
}
