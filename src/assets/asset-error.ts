/** Why an asset cannot be had: of the host or of the file, and no fault of ours. The message is the end of a sentence. */
export class AssetError extends Error {
  override readonly name = 'AssetError'
  /** The status that the host answered. */
  readonly status: number | undefined
  /** Trying again may help. */
  readonly transient: boolean

  constructor(
    message: string,
    { status, transient = false }: { readonly status?: number; readonly transient?: boolean } = {},
  ) {
    super(message)
    this.status = status
    this.transient = transient
  }
}
