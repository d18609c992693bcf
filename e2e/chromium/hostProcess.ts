import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Control, ControlName, ControlRequest, HostMessage, HostOptions } from './control'

type Ready = Extract<HostMessage, { type: 'ready' }>

export interface HostStart extends HostOptions {
  /** The Node binary to run it with. */
  readonly node: string
  /** The built host. */
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  /** Told what the host says without being asked. */
  readonly told: (message: HostMessage) => void
}

/** A running host. */
export class HostProcess {
  readonly #waiting = new Map<number, (message: Extract<HostMessage, { type: 'answer' }>) => void>()
  #nextId = 1

  private constructor(
    readonly process: ChildProcess,
    readonly ended: Promise<unknown>,
    readonly ready: Ready
  ) {}

  /** Starts one, and waits until it serves the page. @throws Error where it ends at once */
  static async start({ node, entry, env, told, ...options }: HostStart): Promise<HostProcess> {
    const child = fork(entry, [JSON.stringify(options satisfies HostOptions)], {
      execPath: node,
      execArgv: [],
      env: { ...process.env, ...env }
    })
    const ended = once(child, 'exit')
    const ready = await new Promise<Ready>((resolve, reject) => {
      child.once('message', (message: HostMessage) => {
        if (message.type === 'ready') resolve(message)
      })
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`The host ended at once, with code ${code ?? 'none'}`)))
    })
    const host = new HostProcess(child, ended, ready)
    child.on('message', (message: HostMessage) => {
      if (message.type === 'answer') host.#waiting.get(message.id)?.(message)
      else told(message)
    })
    return host
  }

  get running(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** Has the host do something. */
  ask<N extends ControlName>(name: N, input: Control[N]['input']): Promise<Control[N]['output']> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value, error }) => {
        this.#waiting.delete(id)
        if (error === null) resolve(value as Control[N]['output'])
        else reject(new Error(error))
      })
      this.process.send({ id, name, input } satisfies ControlRequest, (error) => {
        if (error) reject(error)
      })
    })
  }
}
