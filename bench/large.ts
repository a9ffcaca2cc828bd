import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { action } from './clients.ts'
import { median } from './sample.ts'
import { figure, table, type Section } from './section.ts'
import { good, inputsFor, openStand, video, type Run, type Stand } from './stand.ts'

/** One large file and one small: medians of the rounds. */
export interface Large {
  readonly rounds: number
  readonly small: Pulled
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

const rounds = 3
const smallBytes = 1_000_000
const largeBytes = 1_000_000_000
const goal = 1.4

/** Downloads in turn. */
export async function measureLarge(): Promise<Large> {
  const [small, large, curl]: [Pulled[], Pulled[], Omit<Pulled, 'peak'>[]] = [[], [], []]
  for (let round = 0; round < rounds; round += 1) {
    small.push(await pull(smallBytes, weighed))
    large.push(await pull(largeBytes, weighed))
    curl.push(await pull(largeBytes, async (stand) => stand.shell(video, 'video.mp4')))
  }
  const middle = (all: readonly Omit<Pulled, 'peak'>[]) => ({
    download: median(all.map(({ download }) => download)),
    rest: median(all.map(({ rest }) => rest)),
  })
  const peak = (all: readonly Pulled[]) => median(all.map((each) => each.peak))
  return {
    rounds,
    small: { ...middle(small), peak: peak(small) },
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
export function tellLarge({ rounds, small, large, curl }: Large): Section {
  const memory = large.peak / small.peak
  const total = (pulled: Omit<Pulled, 'peak'>) => pulled.download + pulled.rest
  const gigabits = (8 * largeBytes) / 1e9 / large.download
  return {
    heading: 'A file of 1 GB',
    blocks: [
      `A generation whose file has 1 GB, and the same with 1 MB. The server runs on the same machine and makes the bytes while it sends them. Measured, median of ${rounds} rounds in turn. After the download the action reads the file once more, for its hash and its type; the script does not. The action took ${figure(gigabits)} Gbit/s.`,
      table(
        ['', 'memory over that of 1 MB', 'download over curl’s', 'and until the end'],
        [
          [
            action,
            figure(memory),
            figure(large.download / curl.download),
            figure(total(large) / total(curl)),
          ],
          ['curl in generate.sh', '', '1', '1'],
        ],
      ),
    ],
    goals: [{ what: 'memory for 1 GB over that for 1 MB', got: memory, limit: goal }],
    duels: [
      { what: 'download of 1 GB, over curl’s', ours: large.download / curl.download, theirs: 1 },
      {
        what: 'download of 1 GB until the end of the process, over curl’s',
        ours: total(large) / total(curl),
        theirs: 1,
      },
    ],
  }
}
