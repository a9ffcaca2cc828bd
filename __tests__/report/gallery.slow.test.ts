import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { launchChromium } from '../../scripts/browser.ts'
import { lightJob } from '../support/attempts.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'

const hostile =
  '</pre></style><script>document.title="owned"</script><img src=x onerror=document.title="owned"> "\'><svg onload=alert(1)> {{1}} \u202egnp.exe'

const manifest = `
generations:
  - name: still
    model: nano-banana-2
    params: { prompt: A lighthouse above a sea of folded maps, num_images: 2 }
  - name: teaser
    model: kling-video/v1.6/pro/image-to-video
    params: { prompt: Slow push in, image_url: 'https://example.com/still.png' }
  - name: hostile
    model: nano-banana-2
    params: { prompt: ${JSON.stringify(hostile)} }
  - name: broken
    model: nano-banana-2
    params: { prompt: Another one }
`

async function hung(job: Job, inputs: Readonly<Record<string, string>> = {}): Promise<Transcript> {
  await job.write('creatify.yml', manifest)
  const asked = { manifest: 'creatify.yml', gallery: 'true', 'poll-interval': '300ms' }
  return job.run({ with: { ...asked, ...inputs } })
}

/** Four generations, the last of which fails. */
async function gallery(): Promise<Job> {
  const job = await startJob({ seconds: 0.3 })
  job.simulator.script({}, {}, {}, { end: 'failed', failedReason: `No: ${hostile}` })
  const { files } = await hung(job, { concurrency: '1' })
  expect(files).toContain('creatify-assets/index.html')
  return job
}

const pageOf = ({ workspace }: Job) => join(workspace, 'creatify-assets', 'index.html')

test.concurrent(
  'one page beside the files, that says what they are and asks for no more',
  async () => {
    await using job = await gallery()
    const html = await readFile(pageOf(job), 'utf8')
    const urls = [...html.matchAll(/\b(?:src|href)="(\.[^"]*|\w+:[^,"][^"]*)"/g)].map(
      ([, url]) => url ?? '',
    )
    expect(new Set(urls)).toEqual(
      new Set([
        './still-1.png',
        './still-2.png',
        './teaser.mp4',
        './hostile.png',
        'https://github.com/octo-org/octo-repo/actions/runs/1658821493/attempts/1',
      ]),
    )
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).not.toMatch(/<img src=x|<svg/)
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('>No: &lt;/pre&gt;')
  },
)

test.concurrent('without it, and where there is nothing to hang, there is no page', async () => {
  await using job = await lightJob()
  const without = await job.run({ with: { model: 'nano-banana-2', params: 'prompt: A red kite' } })
  expect(without.files).toEqual(['creatify-assets/nano-banana-2.png'])
  const dry = await hung(job, { 'dry-run': 'true' })
  expect(dry.files).not.toContain('creatify-assets/index.html')
})

test.concurrent('a page of an earlier step stays', async () => {
  await using job = await lightJob()
  await hung(job)
  const { warnings, files } = await hung(job)
  expect(files).toContain('creatify-assets/index-2.html')
  expect(warnings.join()).toContain('this gallery is creatify-assets/index-2.html')
})

const browser = await launchChromium()
afterAll(async () => browser?.close())
const inBrowser = browser ? test : test.skip

/** Every URL that the page asks for, and what it complains of. */
async function opened(url: string, dark = false) {
  const context = await browser?.newContext({
    viewport: { width: 1200, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
  })
  const page = await context?.newPage()
  if (!page) throw new Error('no browser')
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(url, { waitUntil: 'load' })
  return { page, asked, complaints }
}

/** Scrolls through, so that all images load, and tells their widths. */
async function widths(page: Page): Promise<readonly number[]> {
  return page.evaluate(`(async () => {
    const images = [...document.querySelectorAll('main img')]
    for (const image of images) {
      image.scrollIntoView()
      await image.decode()
    }
    return images.map((image) => image.naturalWidth)
  })()`)
}

/** Not by `waitForFunction`: the page's policy forbids what that does. */
async function until(page: Page, condition: string): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    if (await page.evaluate<boolean>(condition)) return
    await page.waitForTimeout(100)
  }
  throw new Error(`not in 10 s: ${condition}`)
}

const video = "document.querySelector('video')"
const reachable =
  "[...document.querySelectorAll('main a[href], header a[href], video, summary, input, select')]"

inBrowser(
  'from a disk: images load, the video plays, no text runs and nothing is fetched',
  async () => {
    await using job = await gallery()
    const { page, asked, complaints } = await opened(pathToFileURL(pageOf(job)).href)
    const all = await widths(page)
    expect(all).toHaveLength(3)
    for (const width of all) expect(width).toBeGreaterThan(100)
    await page.locator('video').scrollIntoViewIfNeeded()
    await page.locator('video').focus()
    await page.keyboard.press('Space')
    await until(page, `${video}.currentTime > 0.2`)
    expect(await page.title()).toBe('Generated assets of octo-org/octo-repo')
    expect(complaints).toEqual([])
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  },
)

inBrowser('from a web server, as GitHub Pages has it', async () => {
  await using job = await gallery()
  const types: Record<string, string> = { html: 'text/html', png: 'image/png', mp4: 'video/mp4' }
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1)
    readFile(join(job.workspace, 'creatify-assets', name)).then(
      (body) => {
        response.setHeader('Content-Type', types[name.split('.').at(-1) ?? ''] ?? 'text/plain')
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const { page, complaints } = await opened(`http://127.0.0.1:${port}/index.html`)
    for (const width of await widths(page)) expect(width).toBeGreaterThan(100)
    await until(page, `${video}.readyState > 0`)
    expect(complaints).toEqual([])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

inBrowser('the filter shows what its words, model and status say, and counts it', async () => {
  await using job = await gallery()
  const { page, complaints } = await opened(pathToFileURL(pageOf(job)).href)
  const shown = async () =>
    page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('.card')].filter((each) => each.offsetParent).map((each) => each.dataset.name)`,
    )
  expect(await shown()).toEqual(['still', 'teaser', 'hostile', 'broken'])
  await page.getByLabel('Name').fill('ST')
  expect(await shown()).toEqual(['still', 'hostile'])
  expect(await page.locator('output').textContent()).toBe('2 of 4 shown')
  await page.getByLabel('Name').fill('')
  await page.getByLabel('Model').selectOption('kling-video/v1.6/pro/image-to-video')
  expect(await shown()).toEqual(['teaser'])
  await page.getByLabel('Model').selectOption('')
  await page.getByLabel('Status').selectOption('failed')
  expect(await shown()).toEqual(['broken'])
  expect(complaints).toEqual([])
})

inBrowser(
  'a picture is shown large, the arrow keys go on, and Escape comes back to it',
  async () => {
    await using job = await gallery()
    const { page, complaints } = await opened(pathToFileURL(pageOf(job)).href)
    const large = page.locator('dialog img')
    await page.locator('a.large').first().click()
    expect(await large.getAttribute('src')).toMatch(/still-1\.png$/)
    expect(await page.locator('dialog a').textContent()).toBe('still-1.png')
    await page.keyboard.press('ArrowRight')
    expect(await large.getAttribute('src')).toMatch(/still-2\.png$/)
    await page.keyboard.press('Escape')
    // A dialog tells of its end a moment later.
    await until(page, `document.activeElement.dataset.file === 'still-2.png'`)
    expect(complaints).toEqual([])
  },
)

inBrowser('on a phone, pictures are small and nothing is wider than the screen', async () => {
  await using job = await gallery()
  const { page } = await opened(pathToFileURL(pageOf(job)).href)
  await page.setViewportSize({ width: 390, height: 844 })
  await widths(page)
  const [height, overflow] = await page.evaluate<[number, number]>(
    `[document.querySelector('a.large img').clientHeight, document.documentElement.scrollWidth - innerWidth]`,
  )
  expect(height).toBeLessThan(150)
  expect(overflow).toBeLessThanOrEqual(0)
})

inBrowser('the keyboard reaches everything there is to open', async () => {
  await using job = await gallery()
  const { page } = await opened(pathToFileURL(pageOf(job)).href)
  const wanted = await page.evaluate<number>(`${reachable}.length`)
  const reached = new Set<number>()
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate<number>(`${reachable}.indexOf(document.activeElement)`))
  }
  reached.delete(-1)
  expect(wanted).toBeGreaterThan(10)
  expect(reached.size).toBe(wanted)
  await page.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  expect(await page.locator('details').first().getAttribute('open')).toBe('')
})

inBrowser.each([
  ['light', false],
  ['dark', true],
])('axe finds nothing (%s)', async (_, dark) => {
  await using job = await gallery()
  const { page } = await opened(pathToFileURL(pageOf(job)).href, dark)
  for (const details of await page.locator('summary').all()) await details.click()
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  // The page's policy forbids scripts, also this one: it is evaluated, not added.
  await page.evaluate(await readFile(axe, 'utf8'))
  const { violations } = await page.evaluate<{
    readonly violations: readonly {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
  }>('axe.run()')
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
  expect(found).toEqual([])
})
