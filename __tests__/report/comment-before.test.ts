import { hubJob } from '../support/hub.ts'
import { resultsOf } from '../support/reading.ts'
import { readState, stateOf, type Shown } from '../../src/report/comment-state.ts'

/** Pictures of two prompts; the second may differ. */
function prompts(second: string): string {
  return JSON.stringify({
    defaults: { model: 'nano-banana-2' },
    generations: [
      { name: 'kite', params: { prompt: 'A red kite' } },
      { name: 'boat', params: { prompt: second } },
    ],
  })
}

const inputs = { manifest: 'creatify.yml', model: '', params: '', comment: 'true' }

/** The links to earlier pictures, with what stands before them. */
function beforeIn(body: string): readonly (readonly [string, string])[] {
  const links = body.matchAll(/<br>([^<]*) · <a href="([^"]*)">before<\/a>/g)
  return [...links].map(([, caption = '', href = '']) => [caption, href])
}

const png = (bytes: number) => ({ assets: [{ bytes, contentType: 'image/png' }] })

test.concurrent(
  'one prompt changed between two pushes: that picture has the one before',
  async () => {
    const scripts = [png(1000), png(1001), png(1000), png(1002), png(1000), png(1002)]
    await using at = await hubJob({}, { scripts })
    const push = async (second: string) => {
      await at.job.write('creatify.yml', prompts(second))
      const transcript = await at.run({ with: { ...inputs, concurrency: '1' } })
      expect(transcript.errors).toEqual([])
      return { transcript, body: at.hub.comments[0]?.body ?? '' }
    }
    const first = await push('A blue boat')
    expect(beforeIn(first.body)).toEqual([])
    const second = await push('A green boat')
    const old = resultsOf(first.transcript)[1]?.assets[0]?.url
    expect(beforeIn(second.body)).toEqual([['boat', old]])
    expect(beforeIn((await push('A green boat')).body)).toEqual([])
    expect(at.hub.comments).toHaveLength(1)
  },
)

test.concurrent('what somebody wrote into the comment is not trusted', async () => {
  const scripts = [png(1000), png(1001), png(1000), png(1002)]
  await using at = await hubJob({}, { scripts })
  await at.job.write('creatify.yml', prompts('A blue boat'))
  await at.run({ with: { ...inputs, concurrency: '1' } })
  const [comment] = at.hub.comments
  if (!comment) throw new Error('no comment')
  const forged = [
    ['kite', '0123456789ab', 'javascript:alert(1)'],
    ['boat', '0123456789ab', 'https://user:pass@evil.example.com/'],
    ['boat', '0123456789ab', 'https://evil.example.com/"><script>alert(1)</script>|--> @everyone'],
    ['<script>', '0123456789ab', 'https://evil.example.com/'],
    [['kite'], {}, null],
    ...Array.from({ length: 300 }, () => ['kite', '0123456789ab', 7]),
  ]
  const text = Buffer.from(JSON.stringify(forged)).toString('base64')
  comment.body = comment.body.replace(
    /(<!-- creatify-state )\S+/,
    (_, start: string) => start + text,
  )
  const transcript = await at.run({ with: { ...inputs, concurrency: '1' } })
  expect(transcript.errors).toEqual([])
  const body = at.hub.comments[0]?.body ?? ''
  expect(body).not.toMatch(/javascript:|user:pass|<script|@everyone/)
  expect(
    beforeIn(body).every(([, href]) => /^https:\/\/evil\.example\.com\/[^<>"|]*$/.test(href)),
  ).toBe(true)
})

const marker = '<!-- m -->'

test.each([
  ['nothing', ''],
  ['another comment', '<!-- n -->\n<!-- creatify-state W10= -->'],
  ['no state', `${marker}\n## Creatify`],
  ['a state in the text', `${marker}\n## Creatify\n${stateOf([shown(1)])}`],
  ['no base64', `${marker}\n<!-- creatify-state %%% -->`],
  ['no JSON', `${marker}\n<!-- creatify-state ${Buffer.from('{').toString('base64')} -->`],
  ['no end', `${marker}\n<!-- creatify-state W10=`],
  ['too long', `${marker}\n<!-- creatify-state ${'A'.repeat(9000)} -->`],
])('a comment with %s has no earlier pictures', (_, body) => {
  expect(readState(body, marker)).toEqual([])
})

function shown(i: number, urlLength = 60): Shown {
  return {
    caption: `kite --> ${i} 夏`,
    hash: '0123456789ab',
    url: `https://files.example.com/${i}/`.padEnd(urlLength, 'x'),
  }
}

test.each([
  [3, 60],
  [200, 60],
  [5000, 100],
  [20, 1500],
])(
  'the state of %i pictures with URLs of %i characters is read as written, and small',
  (count, length) => {
    const pictures = Array.from({ length: count }, (_, i) => shown(i, length))
    const state = stateOf(pictures)
    expect(state.length).toBeLessThanOrEqual(8000)
    expect(state).toMatch(/^<!-- creatify-state [\w+/=]+ -->$/)
    const read = readState(`${marker}\n${state}\n## Creatify`, marker)
    expect(read.length).toBeGreaterThan(2)
    expect(read).toEqual(pictures.slice(0, read.length))
  },
)
