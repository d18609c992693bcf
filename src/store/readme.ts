/** What lies in `.maskwright`, for people who find it. */
export const besideReadme = `This folder belongs to Maskwright, which labels the images beside it.

project.db          the project: classes, objects and their whole history (a SQLite database)
project.backup.db   a copy of it, at most a day older
project.lock        keeps two Maskwrights from writing at once

Move or copy it together with the images: paths are relative, so everything is found again.
Deleting it deletes the labels. The images themselves are never changed.
`

/** The same, for a project that is kept apart from its images. */
export function elsewhereReadme(folder: string): string {
  return `This folder belongs to Maskwright. It holds the labels of the images in

${folder}

which could not be written to. project.db is the project (a SQLite database), project.backup.db a copy of it.
Deleting it deletes the labels.
`
}
