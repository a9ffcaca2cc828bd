import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { launchChromium } from '../../scripts/browser.ts'
import type { Result } from '../../src/assets/save.ts'
import { galleryOf } from '../../src/report/gallery-page.ts'

const browser = await launchChromium()
afterAll(async () => browser?.close())
const inBrowser = browser ? test : test.skip

const shapes = [
  [210, 90],
  [90, 160],
  [120, 120],
  [160, 90],
] as const

const about = {
  repository: 'octo-org/octo-repo',
  sha: '4f1c9e0',
  runUrl: 'https://github.com/octo-org/octo-repo/actions/runs/1',
  date: '2026-11-26',
}

interface Gallery extends AsyncDisposable {
  readonly page: Page
  readonly folder: string
}

/** A gallery of so many pictures of all shapes, each tenth of which failed, opened from a disk. */
async function galleryOfMany(count: number, width: number): Promise<Gallery> {
  const base = await mkdtemp(join(tmpdir(), 'gallery-'))
  // As a downloaded artifact is unpacked.
  const folder = join(base, 'My downloads (2)', 'site #1')
  await mkdir(folder, { recursive: true })
  const files = await Promise.all(
    shapes.map(([across, down], i) =>
      sharp({
        create: {
          width: across,
          height: down,
          channels: 3,
          background: ['#246', '#642'][i % 2] ?? '',
        },
      })
        .png()
        .toBuffer(),
    ),
  )
  const results = Array.from({ length: count }, (_, i): Result => {
    const isFailed = i % 10 === 9
    const path = `site/picture ${i}.png`
    return {
      name: `picture-${i}`,
      model_name: i % 2 === 0 ? 'nano-banana-2' : 'flux-pro/kontext/text-to-image',
      input_params: { prompt: 'A lighthouse' },
      status: isFailed ? 'failed' : 'done',
      task_id: `task-${i}`,
      reused: false,
      credits_used: 1,
      failed_reason: isFailed ? 'Content policy' : null,
      seconds: 6,
      assets: isFailed
        ? []
        : [
            {
              type: 'image',
              url: 'https://cdn.example/x',
              thumbnail_url: null,
              path,
              bytes: 1,
              sha256: '',
              media_type: 'image/png',
            },
          ],
    }
  })
  await Promise.all(
    results.map((_, i) => writeFile(join(folder, `picture ${i}.png`), files[i % 4] ?? '')),
  )
  await writeFile(join(folder, 'index.html'), galleryOf(results, about))
  const page = await browser?.newPage({ viewport: { width, height: 844 } })
  if (!page) throw new Error('no browser')
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  return {
    page,
    folder,
    async [Symbol.asyncDispose]() {
      await page.close()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** Of each picture, once it is loaded. */
interface Box {
  readonly height: number
  readonly width: number
  readonly natural: number
}

async function boxesOf(page: Page): Promise<readonly Box[]> {
  return page.evaluate(`(async () => {
    const images = [...document.querySelectorAll('main img')]
    for (const image of images) {
      image.loading = 'eager'
      await image.decode()
    }
    return images.map((image) => {
      const { height, width } = image.getBoundingClientRect()
      return { height, width, natural: image.naturalWidth }
    })
  })()`)
}

const excess = 'document.documentElement.scrollWidth - innerWidth'

inBrowser(
  'unzipped into a folder with spaces and a #, all pictures show, in rows of one height',
  async () => {
    await using gallery = await galleryOfMany(12, 1200)
    const boxes = await boxesOf(gallery.page)
    expect(boxes).toHaveLength(11)
    expect(new Set(boxes.map(({ height }) => Math.round(height))).size).toBe(1)
    for (const { natural, width } of boxes) {
      expect(natural).toBeGreaterThan(80)
      expect(width).toBeGreaterThan(70)
    }
  },
)

inBrowser(
  '200 assets on a phone: two in a row, small, none wider than the screen, and the filter finds one',
  async () => {
    await using gallery = await galleryOfMany(200, 390)
    const { page } = gallery
    for (const { height } of await boxesOf(page)) expect(height).toBeLessThan(150)
    const [first, second, third = 0] = await page.evaluate<number[]>(
      "[...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().top)",
    )
    expect(second).toBe(first)
    expect(third).toBeGreaterThan(first ?? 0)
    expect(await page.evaluate(excess)).toBeLessThanOrEqual(0)
    await page.getByLabel('Name').fill('picture-198')
    expect(await page.locator('output').textContent()).toBe('1 of 200 shown')
    await page.locator('a.large:visible').click()
    const shown = await page.evaluate<number>("document.querySelector('dialog img').clientWidth")
    expect(shown).toBeGreaterThan(350)
  },
)

inBrowser(
  'printed, there are names and pictures, no filter, and no card is cut by the end of a page',
  async () => {
    await using gallery = await galleryOfMany(12, 1200)
    const { page } = gallery
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.filter').isVisible()).toBe(false)
    expect(await page.locator('summary').first().isVisible()).toBe(false)
    expect(await page.locator('h2').first().isVisible()).toBe(true)
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.card')).breakInside"),
    ).toBe('avoid')
    for (const { height } of await boxesOf(page)) expect(height).toBeGreaterThan(100)
  },
)

inBrowser('what failed has another border and its reason, and its status is a word', async () => {
  await using gallery = await galleryOfMany(12, 1200)
  const failed = gallery.page.locator('.card.failed')
  expect(await failed.count()).toBe(1)
  expect(await failed.innerText()).toMatch(/picture-9\s+✕ Failed\s[^]*Content policy/)
  const border = (card: string) =>
    gallery.page.evaluate<string>(
      `getComputedStyle(document.querySelector('${card}')).borderTopColor`,
    )
  expect(await border('.card.failed')).not.toBe(await border('.card.done'))
})
