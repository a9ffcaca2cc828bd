import { createHash } from 'node:crypto'
import { json, type Answer, type RecordedRequest } from './messages.ts'

/** A file of a release. */
export interface ReleaseAsset {
  readonly id: number
  readonly name: string
  /** `starter`: an upload that broke off. */
  readonly state: 'uploaded' | 'starter'
  readonly content_type: string
  readonly size: number
  readonly browser_download_url: string
  /** Not of GitHub: what the bytes were. */
  readonly sha256: string
}

/** A release, as the API shows it. */
export interface Release {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly immutable: boolean
  readonly upload_url: string
  readonly assets: ReleaseAsset[]
}

/** A release that is there from the start. */
export interface ReleaseOptions {
  readonly tag: string
  readonly draft?: boolean
  readonly immutable?: boolean
  readonly assets?: readonly { readonly name: string; readonly state?: 'starter' }[]
}

const notFound = json(404, { message: 'Not Found' })

/** The releases of one repository. */
export class ReleaseShelf {
  readonly releases: Release[] = []
  readonly #repository: string
  #lastAsset = 5000

  /** `origin`: where uploads go; asked when a release is first shown. */
  constructor(repository: string, options: readonly ReleaseOptions[], origin: () => string) {
    this.#repository = repository
    for (const [i, { tag, draft = false, immutable = false, assets = [] }] of options.entries()) {
      const id = 300 + i
      const release: Release = {
        id,
        tag_name: tag,
        draft,
        immutable,
        get upload_url() {
          return `${origin()}/repos/${repository}/releases/${id}/assets{?name,label}`
        },
        assets: [],
      }
      this.releases.push(release)
      for (const { name, state = 'uploaded' } of assets) {
        this.#add(release, name, Buffer.from('old'), 'application/octet-stream', state)
      }
    }
  }

  /** Drafts are not found by their tag. */
  byTag(tag: string): Answer {
    const release = this.releases.find((each) => each.tag_name === tag && !each.draft)
    return release ? json(200, release) : notFound
  }

  list(query: URLSearchParams): Answer {
    return json(200, pageOf(this.releases, query))
  }

  assets(release: number, query: URLSearchParams): Answer {
    const found = this.releases.find(({ id }) => id === release)
    return found ? json(200, pageOf(found.assets, query)) : notFound
  }

  upload(
    release: number,
    name: string,
    bytes: Buffer,
    headers: RecordedRequest['headers'],
  ): Answer {
    const found = this.releases.find(({ id }) => id === release)
    if (!found) return notFound
    if (found.immutable && !found.draft) {
      return json(422, { message: 'Cannot upload assets to an immutable release.' })
    }
    const type = headers['content-type']
    if (name === '' || type === undefined) {
      return json(422, { message: 'Validation Failed', errors: [{ code: 'missing_field' }] })
    }
    if (found.assets.some((asset) => asset.name === name)) {
      const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }]
      return json(422, { message: 'Validation Failed', errors })
    }
    return json(201, this.#add(found, name, bytes, type, 'uploaded'))
  }

  remove(asset: number): Answer {
    for (const { assets } of this.releases) {
      const at = assets.findIndex(({ id }) => id === asset)
      if (at === -1) continue
      assets.splice(at, 1)
      return { status: 204 }
    }
    return notFound
  }

  #add(
    { tag_name: tag, draft, assets }: Release,
    name: string,
    bytes: Buffer,
    type: string,
    state: ReleaseAsset['state'],
  ): ReleaseAsset {
    // A draft has no place of its own before it is published.
    const place = draft ? 'untagged-0123456789abcdef' : tag
    const asset: ReleaseAsset = {
      id: (this.#lastAsset += 1),
      name,
      state,
      content_type: type,
      size: bytes.length,
      browser_download_url: `https://github.com/${this.#repository}/releases/download/${place}/${name}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
    assets.push(asset)
    return asset
  }
}

function pageOf<T>(all: readonly T[], query: URLSearchParams): readonly T[] {
  const size = pageSize(query)
  const from = (Number(query.get('page') ?? 1) - 1) * size
  return all.slice(from, from + size)
}

/** How many items a page has, as a request asks for it. */
export function pageSize(query: URLSearchParams): number {
  return Math.min(100, Number(query.get('per_page') ?? 30))
}
