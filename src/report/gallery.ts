import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../assets/save.ts'
import { messageOf } from '../base/errors.ts'
import type { OutputFolder } from '../assets/output-folder.ts'
import type { RunContext } from '../inputs/context.ts'
import { type Log } from '../base/log.ts'
import { galleryOf } from './gallery-page.ts'

/** What a gallery is saved with. */
interface Saving {
  readonly folder: OutputFolder
  readonly context: Pick<RunContext, 'temp' | 'repository'>
  readonly log: Log
}

/** Writes `index.html` beside the files. Never rejects: what keeps it from being written is a warning, and costs no result. */
export async function saveGallery(
  results: readonly Result[],
  { folder, context, log }: Saving,
): Promise<void> {
  if (results.length === 0) return
  const temporary = join(context.temp, `creatify-gallery-${randomUUID()}.html`)
  try {
    const { owner, repo, sha, runUrl } = context.repository
    const repository = owner === '' ? '' : `${owner}/${repo}`
    const date = new Date().toISOString().slice(0, 10)
    await writeFile(temporary, galleryOf(results, { repository, sha, runUrl, date }))
    const { path, keptExisting } = await folder.place(temporary, 'index', 'html')
    if (keptExisting !== undefined) {
      log.warning(
        `${keptExisting} was written by another step of this job and stays; this gallery is ${path}.`,
      )
    }
    log.info(`${path}: the gallery`)
  } catch (error) {
    log.warning(`The gallery could not be written (${messageOf(error)}). The files are safe.`)
  } finally {
    await rm(temporary, { force: true })
  }
}
