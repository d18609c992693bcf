import type { ElectronApplication } from '@playwright/test'

/** The desktop shell around the page, as tests steer it: Electron's own, or a host that gives its services to a browser. */
export interface Shell {
  /** Answers the next native dialogs with these paths (null: the user cancels). */
  answerDialogs(paths: readonly string[] | null): Promise<unknown>
  /** Answers native questions with this button, and remembers what was asked. */
  answerQuestions(button: number): Promise<unknown>
  /** What was asked since `answerQuestions`; with the detail on a second line where the page waits for the answer. */
  questions(): Promise<readonly string[]>
  /** Chooses an item of the menu bar by the texts that lead there. */
  chooseInMenu(texts: readonly string[]): Promise<unknown>
  /** Whether the system's own parts of the window are dark; null where it has none. */
  nativeDark(): Promise<boolean | null>
  /** Presses the window's close button, whatever comes of it. */
  pressClose(): Promise<unknown>
  /** Closes the window, as its button does, and waits until the application has ended. */
  close(): Promise<void>
  /** Ends the application, if need be without an answer to its questions. */
  dispose(): Promise<void>
}

/** The shell of the real application. */
export function electronShell(app: ElectronApplication): Shell {
  const pressClose = (): Promise<void> =>
    app.evaluate(({ BrowserWindow }) => {
      // Not before this call has been answered.
      setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
    })
  return {
    answerDialogs: (paths) =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: filePaths === null, filePaths: [...(filePaths ?? [])] })
      }, paths),
    answerQuestions: (button) =>
      app.evaluate(({ dialog }, answer) => {
        const asked: string[] = []
        Object.assign(globalThis, { asked })
        dialog.showMessageBoxSync = (...args: unknown[]) => {
          asked.push((args.at(-1) as { message: string }).message)
          return answer
        }
        dialog.showMessageBox = (...args: unknown[]) => {
          const { message, detail = '' } = args.at(-1) as Electron.MessageBoxOptions
          asked.push(`${message}\n${detail}`)
          return Promise.resolve({ response: answer, checkboxChecked: false })
        }
      }, button),
    questions: () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked),
    chooseInMenu: (texts) =>
      app.evaluate(({ Menu }, path) => {
        let items = Menu.getApplicationMenu()?.items ?? []
        for (const [at, text] of path.entries()) {
          const item = items.find(({ label }) => label === text)
          if (!item) throw new Error(`No "${text}" among ${items.map(({ label }) => label).join(', ')}`)
          if (at === path.length - 1) (item.click as () => void)()
          items = item.submenu?.items ?? []
        }
      }, texts),
    nativeDark: () => app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors),
    pressClose,
    close: async () => {
      const ended = app.waitForEvent('close')
      await pressClose()
      await ended
    },
    dispose: async () => {
      const patience = setTimeout(() => app.process().kill('SIGKILL'), 15_000)
      await app.close().catch(() => undefined)
      clearTimeout(patience)
    }
  }
}
