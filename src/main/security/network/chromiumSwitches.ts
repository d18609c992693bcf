/** One command-line switch of Chromium that is always set, and why. docs/security.md has the same table. */
export interface ChromiumSwitch {
  readonly name: string
  /** What stands after the equals sign; nothing for a switch alone. */
  readonly value?: string
  readonly reason: string
}

/** One of Chromium's features that is always on or off, and why. docs/security.md has the same table. */
export interface ChromiumFeature {
  readonly name: string
  readonly state: 'on' | 'off'
  readonly reason: string
}

/**
 * Switches that keep Chromium from using the network by itself. Electron is built without most of the services that
 * they belong to; for those the switch makes sure that a later version does not bring them back.
 */
export const chromiumSwitches: readonly ChromiumSwitch[] = [
  {
    name: 'disable-background-networking',
    reason: 'Requests in the background: variations, components, lists.'
  },
  { name: 'disable-component-update', reason: 'Downloads of components from update servers.' },
  { name: 'disable-domain-reliability', reason: 'Reports about unreachable sites to Google.' },
  { name: 'disable-sync', reason: 'Synchronization with an account.' },
  { name: 'disable-client-side-phishing-detection', reason: 'Safe Browsing models and lists.' },
  { name: 'safebrowsing-disable-auto-update', reason: 'Safe Browsing lists.' },
  { name: 'disable-field-trial-config', reason: 'Field trials: every installation behaves the same.' },
  { name: 'metrics-recording-only', reason: 'Upload of usage metrics.' },
  { name: 'disable-breakpad', reason: 'Crash reports and their upload.' },
  { name: 'disable-speech-api', reason: 'Speech recognition on a server.' },
  { name: 'no-pings', reason: 'Hyperlink auditing.' },
  { name: 'dns-prefetch-disable', reason: 'Host names looked up before they are needed.' },
  {
    name: 'blink-settings',
    value: 'dnsPrefetchingEnabled=false',
    reason: 'Host names that a page asks to look up (dns-prefetch), which no request filter sees.'
  },
  {
    name: 'force-webrtc-ip-handling-policy',
    value: 'disable_non_proxied_udp',
    reason: 'WebRTC packets, which neither the content security policy nor the request filter covers.'
  },
  {
    name: 'webrtc-ip-handling-policy',
    value: 'disable_non_proxied_udp',
    reason: 'The same, by the name that later versions of Chromium use.'
  }
]

/** Features of Chromium that would use the network. */
export const chromiumFeatures: readonly ChromiumFeature[] = [
  { name: 'AutofillServerCommunication', state: 'off', reason: 'Form structures sent to a server.' },
  { name: 'BrowsingTopics', state: 'off', reason: 'Advertising topics.' },
  { name: 'CertificateTransparencyComponentUpdater', state: 'off', reason: 'Downloads of certificate logs.' },
  { name: 'ConversionMeasurement', state: 'off', reason: 'Advertising reports.' },
  { name: 'DnsOverHttpsUpgrade', state: 'off', reason: 'Host names sent to a DNS-over-HTTPS server.' },
  { name: 'DocumentReporting', state: 'off', reason: 'Reports that a page may ask for.' },
  { name: 'FedCm', state: 'off', reason: 'Requests to identity providers.' },
  { name: 'Fledge', state: 'off', reason: 'Advertising auctions.' },
  { name: 'MediaRouter', state: 'off', reason: 'Search for devices in the local network (mDNS, SSDP).' },
  { name: 'NavigationPredictor', state: 'off', reason: 'Connections opened in advance.' },
  { name: 'NetworkErrorLogging', state: 'off', reason: 'Reports about failed requests.' },
  { name: 'NetworkTimeServiceQuerying', state: 'off', reason: 'Time requests to Google.' },
  { name: 'OptimizationHints', state: 'off', reason: 'Downloads of page hints.' },
  { name: 'OptimizationGuideModelDownloading', state: 'off', reason: 'Downloads of models.' },
  { name: 'PrefetchProxy', state: 'off', reason: 'Pages fetched in advance through a proxy.' },
  { name: 'PrivateAggregationApi', state: 'off', reason: 'Advertising reports.' },
  { name: 'SharedStorageAPI', state: 'off', reason: 'Advertising storage and reports.' },
  { name: 'Translate', state: 'off', reason: 'Translation by a server.' },
  {
    name: 'EnableIPv6ReachabilityOverride',
    state: 'on',
    reason: 'No trial connection to a server of Google (2001:4860:4860::8888) to find out whether IPv6 works.'
  }
]

/** The part of Electron's `app.commandLine` that is used here. */
export interface CommandLine {
  appendSwitch(name: string, value?: string): void
  getSwitchValue(name: string): string
}

/** Sets all of the above, and keeps what the command line already says about features. Must run before `ready`. */
export function applyChromiumSwitches(commandLine: CommandLine): void {
  for (const { name, value } of chromiumSwitches) commandLine.appendSwitch(name, value)
  for (const [state, name] of [
    ['off', 'disable-features'],
    ['on', 'enable-features']
  ] as const) {
    const given = commandLine.getSwitchValue(name).split(',')
    const ours = chromiumFeatures.filter((feature) => feature.state === state).map((feature) => feature.name)
    commandLine.appendSwitch(name, [...new Set([...given, ...ours])].filter(Boolean).join(','))
  }
}
