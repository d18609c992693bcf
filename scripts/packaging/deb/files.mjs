/** The texts of the .deb. All paths are those of the installed system. */

/** Where the application is installed; a name without spaces. */
export const home = '/opt/Maskwright'
export const command = '/usr/bin/maskwright'
const profile = '/etc/apparmor.d/maskwright'
const profileSource = `${home}/resources/apparmor-profile`

/**
 * Fields of the package that come from package.json and electron-builder.yml.
 * @typedef {object} About
 * @property {string} version of the application
 * @property {string} description one line
 * @property {string} homepage
 * @property {string} maintainer name and address
 * @property {string} appId
 * @property {string} date of the release, YYYY-MM-DD
 * @property {boolean} test made with another Electron than the official one
 */

/** The control file. @param {About & { architecture: string, depends: string, recommends: string, kilobytes: number }} about */
export const control = (about) => `Package: maskwright
Version: ${debVersion(about)}
Section: graphics
Priority: optional
Architecture: ${about.architecture}
Maintainer: ${about.maintainer}
Installed-Size: ${about.kilobytes}
Depends: ${about.depends}
Recommends: ${about.recommends}
Homepage: ${about.homepage}
Description: ${about.test ? 'TEST BUILD of Maskwright' : 'label image datasets with Segment Anything'}
 ${about.description}.
 Everything runs on this computer: no account, no server, no upload.
${
  about.test
    ? ` .
 This package does not contain the official Electron. It is for testing the
 package only. Do not hand it to anybody.
`
    : ''
}`

/** A test build sorts before the release of the same version, and says what it is in its file name. */
export const debVersion = ({ version, test }) =>
  test ? `${version.replace('-', '~')}~test` : version.replace('-', '~')

export const desktopEntry = ({ description }) => `[Desktop Entry]
Type=Application
Name=Maskwright
GenericName=Image annotation
GenericName[ru]=Разметка изображений
Comment=${description}
Comment[ru]=Разметка наборов изображений с Segment Anything без сети
Exec=${command} %f
Icon=maskwright
Terminal=false
Categories=Graphics;2DGraphics;
Keywords=annotation;labeling;labelling;segmentation;dataset;SAM;COCO;YOLO;
StartupNotify=true
StartupWMClass=maskwright
`

/** AppStream's description, for software centers. */
export const metainfo = (about) => `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${about.appId}</id>
  <name>Maskwright</name>
  <summary>Label image datasets with Segment Anything</summary>
  <summary xml:lang="ru">Разметка изображений с Segment Anything</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>Apache-2.0</project_license>
  <developer id="${about.appId}">
    <name>The Maskwright authors</name>
  </developer>
  <description>
    <p>
      Maskwright outlines objects in images with the Segment Anything model, by points, by boxes, or in the whole image
      at once. It reads and writes COCO, YOLO, Pascal VOC, CVAT, LabelMe and other formats.
    </p>
    <p>Everything runs on this computer: no account, no server, no upload.</p>
  </description>
  <launchable type="desktop-id">maskwright.desktop</launchable>
  <url type="homepage">${about.homepage}</url>
  <categories>
    <category>Graphics</category>
  </categories>
  <provides>
    <binary>maskwright</binary>
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="${debVersion(about)}" date="${about.date}" type="${about.test ? 'development' : 'stable'}"/>
  </releases>
</component>
`

export const copyright = ({
  homepage
}) => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Maskwright
Source: ${homepage}

Files: *
Copyright: The Maskwright authors
License: Apache-2.0
Comment:
 The works of others in this package, with their licenses, are listed in
 ${home}/resources/THIRD_PARTY_NOTICES.md. Electron is under the license in
 ${home}/LICENSE.electron.txt, Chromium under those in
 ${home}/LICENSES.chromium.html.

License: Apache-2.0
 On Debian systems, the full text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
`

/** Lets Chromium's sandbox make user namespaces, which Ubuntu 24.04 and later grant by AppArmor profile only. */
export const appArmorProfile = () => `abi <abi/4.0>,
include <tunables/global>

profile maskwright ${home}/maskwright flags=(unconfined) {
  userns,

  include if exists <local/maskwright>
}
`

/** Installs the profile where this system's AppArmor understands it; older ones need none. */
export const postinst = () => `#!/bin/sh
set -e

if [ "$1" = configure ] && [ -d /etc/apparmor.d ] && command -v apparmor_parser >/dev/null 2>&1; then
  # A dry run: versions without user namespaces do not know the profile's ABI.
  if apparmor_parser --skip-kernel-load --skip-cache ${profileSource} >/dev/null 2>&1; then
    cp ${profileSource} ${profile}
    if [ -d /sys/kernel/security/apparmor ]; then
      apparmor_parser --replace --write-cache ${profile} || true
    fi
  fi
fi
`

/** Takes back what postinst did; everything else belongs to the package and goes with it. */
export const prerm = () => `#!/bin/sh
set -e

if [ "$1" = remove ] && [ -e ${profile} ]; then
  if [ -d /sys/kernel/security/apparmor ] && command -v apparmor_parser >/dev/null 2>&1; then
    apparmor_parser --remove ${profile} || true
  fi
  rm -f ${profile}
fi
`
