// Runs one part of the tests with a low priority, and writes what it came to: node onePart.mjs NAME FILE.
import os from 'node:os'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parts } from './parts.mjs'
import { perform } from './perform.mjs'

const [name, file] = process.argv.slice(2)
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
const result = await perform(parts.find((part) => part.name === name))
await mkdir(path.dirname(file), { recursive: true })
await writeFile(file, JSON.stringify(result))
