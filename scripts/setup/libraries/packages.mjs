/** Debian's package for each shared library that Electron's binary may ask for. */
const packageOf = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0'
}

/** Debian's packages of the compilers' and the system's own libraries, which every Electron needs and `ldd` finds. */
const basePackageOf = {
  'ld-linux-x86-64.so.2': 'libc6',
  'ld-linux-aarch64.so.1': 'libc6',
  'libc.so.6': 'libc6',
  'libdl.so.2': 'libc6',
  'libm.so.6': 'libc6',
  'libpthread.so.0': 'libc6',
  'libresolv.so.2': 'libc6',
  'librt.so.1': 'libc6',
  'libgcc_s.so.1': 'libgcc-s1',
  'libstdc++.so.6': 'libstdc++6'
}

/** Debian's package of any shared library that a packaged application may ask for; undefined where none is known. */
export const packageProviding = (library) => packageOf[library] ?? basePackageOf[library]

/** The names of the shared libraries that `ldd` could not find, from what it printed. */
export function missingLibraries(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
}

/** The packages that provide the libraries, and those libraries for which no package is known. */
export function packagesFor(libraries) {
  const packages = new Set(libraries.flatMap((library) => packageOf[library] ?? []))
  return { packages: [...packages].sort(), unknown: libraries.filter((library) => !(library in packageOf)) }
}

/** The names that a package may go by: newer releases of Debian and Ubuntu append t64 (64-bit time) to some. */
export const candidates = (name) => [`${name}t64`, name]

/**
 * Chooses, for each package, the name that the package lists know.
 * @param {string[]} packages
 * @param {string} show what `apt-cache show` printed for all candidates
 */
export function knownNames(packages, show) {
  const known = new Set([...show.matchAll(/^Package: (\S+)$/gm)].map(([, name]) => name))
  return packages.map((name) => candidates(name).find((candidate) => known.has(candidate)) ?? name)
}
