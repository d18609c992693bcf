import { fork } from 'node:child_process'

/**
 * How a case ended. `accepted` and `refused` are what may happen; `fault` is an error that is no problem for a person,
 * `crash` an end of the process, `hang` more time than allowed, `memory` more memory than allowed.
 * @typedef {{ kind: 'accepted' | 'refused' | 'fault' | 'crash' | 'hang' | 'memory', reason: string,
 *   counts?: Record<string, number> }} Outcome
 */

/** The outcomes that are findings. */
export const isFinding = ({ kind }) => kind !== 'accepted' && kind !== 'refused'

/**
 * Runs cases in a process of its own, which is started again whenever a case has ended it.
 */
export class Runner {
  #child = null
  #peak = 0

  /**
   * @param {{ program: string, cwd: string, timeoutMs: number, memoryMb: number, env?: Record<string, string> }} options
   */
  constructor(options) {
    this.options = options
  }

  /** The most memory that a process of this runner has held, in MB. */
  get peakMb() {
    return this.#peak
  }

  /** The seeds of a target. @returns {Promise<readonly import('./mutate.mjs').Files[]>} */
  async seeds(target) {
    const answer = await this.#ask({ target, seeds: true })
    if (answer.seeds) return answer.seeds
    throw new Error(`The target ${target} gave no seeds: ${answer.outcome?.reason ?? answer.end}`)
  }

  /** @returns {Promise<Outcome>} */
  async run(target, files) {
    const answer = await this.#ask({ target, files })
    if (answer.end) return answer.end
    this.#peak = Math.max(this.#peak, answer.peakMb)
    if (answer.peakMb > this.options.memoryMb) {
      await this.stop()
      return { kind: 'memory', reason: `more than ${this.options.memoryMb} MB` }
    }
    return answer.outcome
  }

  async stop() {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await ended
  }

  #start() {
    const { program, cwd, memoryMb, env = {} } = this.options
    const child = fork(program, [], {
      cwd,
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memoryMb}`],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc']
    })
    child.words = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (child.words = (child.words + text).slice(-4000)))
    return child
  }

  #ask(message) {
    this.#child ??= this.#start()
    const child = this.#child
    return new Promise((resolve) => {
      const finish = (answer) => {
        clearTimeout(timer)
        child.off('message', finish)
        child.off('close', onClose)
        resolve(answer)
      }
      const onClose = (code, signal) => {
        this.#child = null
        finish({
          end: { kind: 'crash', reason: `${signal ?? `exit code ${code}`}: ${firstWords(child.words)}` }
        })
      }
      const timer = setTimeout(() => {
        child.off('close', onClose)
        void this.stop().then(() =>
          finish({ end: { kind: 'hang', reason: `more than ${this.options.timeoutMs} ms` } })
        )
      }, this.options.timeoutMs)
      child.on('message', finish)
      child.on('close', onClose)
      child.send(message)
    })
  }
}

/** What a dying process said first that is of use. */
function firstWords(text) {
  const lines = text.split('\n')
  // Node's own words first: libraries complain of what ends nothing.
  const uncaught = lines.findIndex((each) =>
    /^(\w*Error\b.*:|Node\.js v|.*Assertion failed|FATAL)/.test(each)
  )
  if (uncaught >= 0)
    return lines
      .slice(uncaught, uncaught + 3)
      .join(' ')
      .trim()
      .slice(0, 300)
  const line = lines.find((each) => /assert|error|fatal|panic/i.test(each))
  return (line ?? lines[0] ?? '').trim().slice(0, 300)
}
