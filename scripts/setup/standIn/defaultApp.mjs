// The program of the stand-in runtime's default_app.asar: runs the application whose folder or file is named on the
// command line, as Electron's own default application does. It is an ES module that waits for the application's
// entry, so that Electron holds the "ready" event back until that has run.
import { app } from 'electron'
import fs from 'node:fs'
import { Module } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const { file, preloads } = readArguments(process.argv.slice(1))
if (preloads.length > 0) Module._preloadModules(preloads)
if (!file) stop('Usage: electron [OPTIONS] PATH/TO/APPLICATION')
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
await load(path.resolve(file))

function readArguments(args) {
  const preloads = []
  while (args.length > 0) {
    const argument = args.shift()
    if (argument === '-r' || argument === '--require') preloads.push(args.shift())
    else if (argument === '-v' || argument === '--version') stop(`v${process.versions.electron}`, 0)
    else if (argument === '-a' || argument === '--abi') stop(process.versions.modules, 0)
    else if (!argument.startsWith('-')) return { file: argument, preloads }
  }
  return { file: undefined, preloads }
}

async function load(folder) {
  const manifest = path.join(folder, 'package.json')
  if (fs.existsSync(manifest)) introduce(JSON.parse(fs.readFileSync(manifest, 'utf8')))
  const entry = resolveEntry(folder)
  app.setAppPath(fs.existsSync(manifest) ? folder : path.dirname(entry))
  try {
    await import(pathToFileURL(entry).toString())
  } catch (error) {
    stop(`The application failed while it was loaded.\n${error?.stack ?? error}`)
  }
}

function introduce({ version, productName, name, desktopName }) {
  if (version) app.setVersion(version)
  app.name = productName || name || app.name
  app.setDesktopName(desktopName || `${app.name}.desktop`)
}

function resolveEntry(folder) {
  try {
    return Module._resolveFilename(folder, null, true)
  } catch (error) {
    stop(`There is no application at ${folder}: ${error.message}`)
  }
}

function stop(words, code = 1) {
  if (code === 0) console.log(words)
  else console.error(words)
  process.exit(code)
}
