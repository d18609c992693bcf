import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { problem, ProblemError } from '@shared/schema/problem'
import type { ImageBytes } from '../app/protocol'
import type { ImageAnswer, ImageTask } from './imageTasks'

interface Waiting {
  readonly task: ImageTask
  readonly resolve: (image: ImageBytes) => void
  readonly reject: (error: Error) => void
}

/**
 * One thread that makes thumbnails and converts what the page cannot show. The newest task goes first: it is for
 * what the user looks at now.
 */
export class ImageWorkerPool {
  private worker: Worker | null = null
  private running: Waiting | null = null
  private readonly waiting: Waiting[] = []
  private nextId = 1

  /** @throws ProblemError image-unreadable, image-too-large, image-missing */
  run(kind: ImageTask['kind'], path: string, pixelLimit: number): Promise<ImageBytes> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task: { id: this.nextId++, kind, path, pixelLimit }, resolve, reject })
      this.next()
    })
  }

  async dispose(): Promise<void> {
    await this.worker?.terminate()
    this.worker = null
  }

  private next(): void {
    if (this.running) return
    const waiting = this.waiting.pop()
    if (!waiting) return
    this.running = waiting
    this.worker ??= this.start()
    this.worker.postMessage(waiting.task)
  }

  private start(): Worker {
    const worker = new Worker(join(import.meta.dirname, 'imageWorker.js'))
    worker.on('message', (answer: ImageAnswer) => {
      const waiting = this.running
      if (waiting?.task.id !== answer.id) return
      this.running = null
      if (answer.ok) waiting.resolve(answer.image)
      else waiting.reject(ProblemError.from(answer.problem))
      this.next()
    })
    worker.on('error', (error) => this.stopped(worker, error.message))
    worker.on('exit', () => this.stopped(worker, 'the thread ended'))
    return worker
  }

  /** A file that ends the thread fails alone; the next task gets a new thread. */
  private stopped(worker: Worker, reason: string): void {
    if (this.worker !== worker) return
    this.worker = null
    const waiting = this.running
    this.running = null
    if (waiting) {
      const file = waiting.task.path
      waiting.reject(ProblemError.from(problem('image-unreadable', `${file}: ${reason}`, { file, reason })))
    }
    this.next()
  }
}
