/** What a part of the code may say while it works. The implementation (`report/publish.ts`) sanitizes every text. */
export interface Log {
  info(this: void, text: string): void
  notice(this: void, text: string): void
  warning(this: void, text: string): void
  /** Runs `work` inside a folded group of log lines. Groups do not nest. */
  group<T>(this: void, title: string, work: () => Promise<T>): Promise<T>
}
