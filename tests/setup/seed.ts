import fc from 'fast-check'

// On a developer's machine every run tries other values; CI tries the same ones, so that what it refuses can be tried
// again.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_201 })
