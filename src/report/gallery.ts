import { randomUUID } from 'node:crypto'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Result } from '../assets/save.ts'
import { messageOf } from '../base/errors.ts'
import type { OutputFolder } from '../assets/output-folder.ts'
import type { RunContext } from '../inputs/context.ts'
import { type Log } from '../base/log.ts'
import { galleryOf, generator } from './gallery-page.ts'

/** What a gallery is saved with. */
interface Saving {
  readonly folder: OutputFolder
  readonly context: Pick<RunContext, 'temp' | 'repository'>
  readonly log: Log
}

/** Writes `index.html` beside the files, unless nothing was asked of the API. Never rejects: what keeps it from being written is a warning, and costs no result. */
export async function saveGallery(
  results: readonly Result[],
  { folder, context, log }: Saving,
): Promise<void> {
  if (results.every(({ task_id: id }) => id === null)) return
  const temporary = join(context.temp, `creatify-gallery-${randomUUID()}.html`)
  try {
    const { owner, repo, sha, runUrl } = context.repository
    const repository = owner === '' ? '' : `${owner}/${repo}`
    const date = new Date().toISOString().slice(0, 10)
    await writeFile(temporary, galleryOf(results, { repository, sha, runUrl, date }))
    const { path, keptExisting } = await folder.place(temporary, 'index', 'html', isGallery)
    if (keptExisting !== undefined) {
      log.warning(
        `${keptExisting} was written by another step of this job and stays; this gallery is ${path}.`,
      )
    }
    const index = posix.join(posix.dirname(path), 'index.html')
    if (keptExisting === undefined && path !== index) {
      log.warning(
        `${index} is not a gallery of this action and stays; this gallery is ${path}. For an \`index.html\`, choose another \`output-dir\`.`,
      )
    }
    log.info(`${path}: the gallery`)
  } catch (error) {
    log.warning(`The gallery could not be written (${messageOf(error)}). The files are safe.`)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Enough to hold the head of a gallery up to the name of what made it. */
const headLength = 4096

/** Whether the file at a path is a gallery of this action. False for what cannot be read, and for a link. */
function isGallery(path: string): boolean {
  const head = Buffer.alloc(headLength)
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    try {
      const length = readSync(file, head, 0, headLength, 0)
      return head.toString('utf8', 0, length).includes(`content="${generator}"`)
    } finally {
      closeSync(file)
    }
  } catch {
    return false
  }
}
