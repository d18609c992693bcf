import type { FolderTaskView } from '@shared/ipc/views'
import type { InferenceService } from '../inference/inferenceService'
import type { ProjectStore } from '../project/projectStore'
import { ProposalRuns } from '../proposals/proposalRuns'
import { autoAnnotateWork, type DetectorLibrary } from '../tasks/autoAnnotateWork'
import { everythingWork } from '../tasks/everythingWork'
import { FolderTask } from '../tasks/folderTask'
import type { Broadcast } from './workspace'

export interface ProjectWorkOptions {
  readonly inference: Pick<InferenceService, 'modelId' | 'ready' | 'everything' | 'detect' | 'holdAhead'>
  readonly detectors: DetectorLibrary
  readonly broadcast: Broadcast
}

/** The work that goes on in the background for one open project, and ends with it. */
export class ProjectWork {
  readonly proposals: ProposalRuns
  readonly task: FolderTask

  constructor(store: ProjectStore, { inference, detectors, broadcast }: ProjectWorkOptions) {
    const runs = new ProposalRuns({ store, inference, broadcast })
    this.proposals = runs
    this.task = new FolderTask({
      store,
      workOf: (settings) =>
        settings.kind === 'everything'
          ? everythingWork(settings, { store, runs, inference })
          : autoAnnotateWork(settings, { store, runs, inference, detectors, broadcast }),
      changed: (view: FolderTaskView | null) => broadcast('task.changed', view),
      working: (working) => inference.holdAhead(working)
    })
  }

  /** Ends what goes on; what it has done is kept. */
  async dispose(): Promise<void> {
    await Promise.all([this.task.dispose(), this.proposals.dispose()])
  }
}
