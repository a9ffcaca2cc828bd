import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'
import markedAlert from 'marked-alert'

/**
 * A job summary as a page for a browser, light or dark as the system is. `local` maps URLs in it to what the page shows
 * instead, since those of the simulator end with it.
 */
export async function summaryPage(
  markdown: string,
  local: ReadonlyMap<string, string>,
): Promise<string> {
  const css = await readFile(
    fileURLToPath(import.meta.resolve('github-markdown-css/github-markdown.css')),
    'utf8',
  )
  const body = await new Marked({ gfm: true }).use(markedAlert()).parse(markdown, { async: true })
  const shown = [...local].reduce(
    (html, [url, path]) => html.replaceAll(`"${url}"`, `"${path}"`),
    body,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Job summary</title>
<style>
${css}
body { margin: 0; background: #fff; }
@media (prefers-color-scheme: dark) { body { background: #0d1117; } }
.markdown-body { box-sizing: border-box; max-width: 1064px; margin: 0 auto; padding: 32px; }
</style>
<article class="markdown-body">
${shown}</article>
</html>
`
}
