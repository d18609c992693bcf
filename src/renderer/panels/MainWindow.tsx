import type { ReactElement } from 'react'
import { useEditor, useText } from '../state/context'
import { ClassesPanel } from './classes/ClassesPanel'
import { Columns } from './columns/Columns'
import { ErrorBoundary } from './common/ErrorBoundary'
import { ImagesPanel } from './images/ImagesPanel'
import { ObjectsPanel } from './objects/ObjectsPanel'
import { ProposalsPanel } from './proposals/ProposalsPanel'
import { TaskBar } from './proposals/TaskBar'
import { Stage } from './stage/Stage'
import { StatusBar } from './status/StatusBar'
import { Toolbar } from './toolbar/Toolbar'
import { Welcome } from './welcome/Welcome'
import classes from './MainWindow.module.css'

/** The window: images on the left, the canvas, classes and objects on the right, and the status line. */
export function MainWindow(): ReactElement {
  const t = useText()
  const editor = useEditor()
  return (
    <div className={classes.window}>
      {editor === null ? (
        <Welcome />
      ) : (
        <Columns
          left={
            <aside className={classes.left} aria-label={t('images.title')}>
              <ErrorBoundary>
                <ImagesPanel />
              </ErrorBoundary>
            </aside>
          }
          middle={
            <main className={classes.middle}>
              <ErrorBoundary>
                <Toolbar />
                <Stage editor={editor} />
              </ErrorBoundary>
            </main>
          }
          right={
            <aside className={classes.right} aria-label={t('objects.title')}>
              <ErrorBoundary>
                <div className={classes.upper}>
                  <ClassesPanel />
                </div>
                <ProposalsPanel />
                <div className={classes.lower}>
                  <ObjectsPanel />
                </div>
              </ErrorBoundary>
            </aside>
          }
        />
      )}
      <TaskBar />
      <StatusBar />
    </div>
  )
}
