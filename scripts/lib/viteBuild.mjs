import { build } from 'vite'

/** Vite's build. By itself it leaves NODE_ENV set, for this process and every program that it starts afterwards. */
export async function viteBuild(config) {
  const before = process.env.NODE_ENV
  try {
    await build(config)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}
