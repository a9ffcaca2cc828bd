import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { action } from './clients.ts'
import { median } from './sample.ts'
import type { Size } from './parts.ts'
import { figure, table, type Section } from './section.ts'
import { good, inputsFor, openStand, video, type Run, type Stand } from './stand.ts'

/** One large file: medians of the rounds. */
export interface Large {
  readonly rounds: number
  readonly bytes: number
  readonly large: Pulled
  /** The same large file, by the curl of the script. */
  readonly curl: Omit<Pulled, 'peak'>
}

interface Pulled {
  /** Seconds from the request of the file to the last byte sent. */
  readonly download: number
  /** Seconds from there to the end of the process. */
  readonly rest: number
  /** The most memory, in bytes. */
  readonly peak: number
}

const goals = { rate: 200, shareOfCurl: 0.5, peak: 300 }

/** Downloads in turn. */
export async function measureLarge(size: Size): Promise<Large> {
  const [rounds, bytes] = size === 'full' ? [3, 1e9] : [1, 1e8]
  const [large, curl]: [Pulled[], Omit<Pulled, 'peak'>[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    large.push(await pull(bytes, weighed))
    curl.push(await pull(bytes, async (stand) => stand.shell(video, 'video.mp4')))
  }
  const middle = (all: readonly Omit<Pulled, 'peak'>[]) => ({
    download: median(all.map(({ download }) => download)),
    rest: median(all.map(({ rest }) => rest)),
  })
  const peak = (all: readonly Pulled[]) => median(all.map((each) => each.peak))
  return {
    rounds,
    bytes,
    large: { ...middle(large), peak: peak(large) },
    curl: middle(curl),
  }
}

async function weighed(stand: Stand) {
  return stand.weighedAction(inputsFor(video))
}

/** `rest` and `download` by the clock of the server: the same for whoever asks. */
async function pull<T extends Run>(bytes: number, run: (stand: Stand) => Promise<T>) {
  let sentAt = NaN
  await using stand = await openStand({
    onEnd: ({ route }) => {
      if (route === 'asset') sentAt = performance.now()
    },
  })
  const { simulator, workspace } = stand
  simulator.script({ seconds: 0.1, assets: [{ bytes }] })
  const ended = good(await run(stand))
  const asked = simulator.requests.find(({ route }) => route === 'asset')
  await rm(join(workspace, 'creatify-assets'), { recursive: true, force: true })
  return {
    ...ended,
    download: (sentAt - (asked?.at ?? NaN)) / 1000,
    rest: (ended.endedAt - sentAt) / 1000,
  }
}

/** What they say. */
export function tellLarge(figures: Large | undefined): Section {
  const heading = 'A file of 1 GB'
  const rateOf = ({ download, rest }: Omit<Pulled, 'peak'>) =>
    (figures?.bytes ?? NaN) / 1e6 / (download + rest)
  const ours = figures && rateOf(figures.large)
  const curls = figures && rateOf(figures.curl)
  const limit = Math.min(goals.rate, goals.shareOfCurl * (curls ?? Infinity))
  const peak = figures && figures.large.peak / 1e6
  return {
    heading,
    blocks:
      figures === undefined
        ? []
        : [
            `A generation whose file has 1 GB. The server runs on the same machine and makes the bytes while it sends them. Median of ${figures.rounds} rounds in turn. The rate is that of all the time from the request of the file to the end of the process. After the download the action reads the file once more, for its hash and its type; the script does not. The action sets no V8 flags.`,
            table(
              ['', 'MB/s until the end', 'seconds of download', 'seconds after it', 'memory'],
              [
                [action, figures.large, `${figure(peak ?? NaN)} MB`] as const,
                ['curl in generate.sh', figures.curl, ''] as const,
              ].map(([name, pulled, memory]) => [
                name,
                rateOf(pulled).toFixed(0),
                figure(pulled.download),
                figure(pulled.rest),
                memory,
              ]),
            ),
          ],
    goals: [
      {
        what: '1 GB, until the end of the process: 200 MB/s, or half of curl’s',
        got: ours,
        limit,
        is: 'at least',
        unit: 'MB/s',
        reason:
          'In Node every byte passes through streams in JavaScript, and the file is read a second time for its hash.',
      },
      { what: '1 GB, the most memory', got: peak, limit: goals.peak, unit: 'MB' },
    ],
    duels:
      figures === undefined
        ? []
        : [
            {
              what: '1 GB, seconds until the end of the process',
              ours: figures.large.download + figures.large.rest,
              theirs: figures.curl.download + figures.curl.rest,
            },
          ],
  }
}
